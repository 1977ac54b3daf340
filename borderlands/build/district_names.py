"""What the district layer needs to know by name: codes, spellings and census names, as data."""

from __future__ import annotations

from typing import Final

CODE_BY_SHAPE_NAME: Final = {
    # Centroids fall outside their own polygon: the neighbour gets two codes, the owner none.
    "Jani Khail": "AF1309",  # Paktya; its centroid lies in Sabri, Khost
    "Sabri": "AF1407",
    "Wama": "AF1603",  # its centroid lies in Chapa Dara, Kunar
    "Chapa Dara": "AF1513",
    "Arghanj Khaw": "AF1703",  # its centroid lies in Shighnan
    "Shighnan": "AF1719",
    "Hazrati Sultan": "AF2002",  # its centroid lies in Aybak
    "Aybak": "AF2001",
    "Dara-I-Sufi Payin": "AF2006",  # its centroid lies in Dara-I-Sufi Bala
    "Dara-I-Sufi Bala": "AF2007",
    "Aqcha": "AF2807",  # its centroid lies in Khaniqa
    "Khaniqa": "AF2803",
    "Garmser": "AF3006",  # its centroid lies in Reg(Khanshin)
    "Reg(Khanshin)": "AF3011",
    "Injil": "AF3202",  # a ring around Hirat city: its centroid lies in the city
    "Hirat": "AF3201",
    "Shindand": "AF3214",  # its centroid lies in Anar Dara
    "Anar Dara": "AF3307",
    # Split after 2014: the polygon still holds the new district, which has none of its own.
    "Kaldar": "AF2113",
    "Gizab": "AF2507",
    "Chora": "AF2503",
}
"""Code of each polygon that holds two centroids or none, by its name in geoBoundaries."""

WITHOUT_POLYGON: Final = {
    "AF2116": "Sharak-e-Hayratan, part of Kaldar in the 2014 layer",
    "AF2409": "Patoo, part of Gizab in the 2014 layer",
    "AF2506": "Chinarto, part of Chora in the 2014 layer",
}
"""Districts of COD-AB v02 (401) that the geoBoundaries layer (398) lacks; none is in the belt."""

CENSUS_NAMES: Final = {
    "PK504": "Battagram",
    "PK507": "Lower Chitral",
    "PK508": "Upper Chitral",
    "PK509": "Dera Ismail Khan",
    "PK515": "Lower Kohistan",
    "PK516": "Upper Kohistan",
    "PK517": "Kolai Palas Kohistan",
    "PK534": "Torghar",
}
"""Name in the 2023 census tables where it differs from COD's."""

ALTERNATIVE_NAMES: Final = {
    # Khyber Pakhtunkhwa. Agencies and Frontier Regions (FR) were merged into it on 31 May 2018.
    "PK501": "Abbotabad",
    "PK502": "Bajaur Agency|Bajour|Bajaur Tribal District",
    "PK503": "FR Bannu|Frontier Region Bannu|Wazir Subdivision",
    "PK504": "Battagram|Batgram|Battgram",
    "PK505": "Bunir|Buneer|Bunair",
    "PK506": "Charsada|Charsaddah",
    "PK507": "Lower Chitral|Chitral",
    "PK508": "Upper Chitral|Chitral|Mastuj",
    "PK509": "Dera Ismail Khan|DI Khan|D.I. Khan|D I Khan|Dera Ismael Khan|FR D. I. Khan"
    "|Frontier Region Dera Ismail Khan|Darazinda Subdivision",
    "PK510": "Hungu",
    "PK511": "Haripur Hazara",
    "PK512": "Karrak",
    "PK513": "Khyber Agency|Khaibar|Khyber Tribal District",
    "PK514": "Kohaat|FR Kohat|Frontier Region Kohat|Darra Adam Khel Subdivision",
    "PK515": "Lower Kohistan|Kohistan",
    "PK516": "Upper Kohistan|Kohistan",
    "PK517": "Kolai Pallas|Kolai-Palas|Kolai Palas|Kohistan",
    "PK518": "Kurram Agency|Kuram|Khurram|Upper Kurram|Lower Kurram|Central Kurram",
    "PK519": "Lakki|FR Lakki Marwat|FR Lakki|Frontier Region Lakki Marwat|Bettani Subdivision",
    "PK520": "Dir Lower|Lower Dir District|Dir",
    "PK521": "Malakand Protected Area|Malakand Agency",
    "PK522": "Manshera|Mansehra Hazara",
    "PK524": "Mohmand Agency|Mohmand Tribal District|Momand",
    "PK525": "North Waziristan Agency|NWA|Waziristan North|North Waziristan Tribal District",
    "PK526": "Nowshehra|Naushera",
    "PK527": "Orakzai Agency|Aurakzai|Orakzai Tribal District",
    "PK528": "Peshawer|Pekhawar|FR Peshawar|Frontier Region Peshawar|Hassan Khel Subdivision",
    "PK529": "Shangla Par|Shanglapar",
    "PK530": "South Waziristan Agency|SWA|Waziristan South|Upper South Waziristan"
    "|Lower South Waziristan|South Waziristan Upper|South Waziristan Lower",
    "PK531": "Swaby",
    "PK532": "Swat Valley|Upper Swat|Lower Swat",
    "PK533": "Taank|FR Tank|Frontier Region Tank|Jandola Subdivision",
    "PK534": "Torghar|Kala Dhaka",
    "PK535": "Dir Upper|Upper Dir District|Dir",
    # Balochistan
    "PK203": "Chaghi|Chagai District",
    "PK214": "Qila Abdullah|Killa Abdulla|Qilla Abdullah",
    "PK215": "Qila Saifullah|Killa Saifulla|Qilla Saifullah",
    "PK219": "Loralai District|Loralay",
    "PK221": "Musa Khel|Musakhail|Musa Khail|Musakhel Bazar",
    "PK223": "Noshki|Nushki District",
    "PK225": "Pishin District|Karezat",
    "PK227": "Shirani|Sheerani",
    "PK231": "Fort Sandeman|Zob",
    "PK235": "Chaman District",
    # Paktika
    "AF1201": "Sharana|Sharan|Sharen",
    "AF1202": "Matakhan",
    "AF1203": "Yusuf Khel|Yusufkhel|Yousuf Khel",
    "AF1204": "Yahyakhel|Yahya Khail",
    "AF1205": "Sar Hawza|Sar Howza|Sarhawza|Sar Hawzah|Sar Rowza",
    "AF1206": "Omnah|Umna|Oman",
    "AF1207": "Khairkot|Khair Kot|Khayr Kot|Katawaz|Zarghun Shar",
    "AF1208": "Gumal|Gomel",
    "AF1209": "Janikhel|Jani Khail",
    "AF1210": "Sarobi|Sorobi|Sorubi",
    "AF1211": "Orgun|Organ|Urgoon|Orgun-E|Urgon",
    "AF1212": "Zerok|Zeruk|Zirok|Ziruk",
    "AF1213": "Naka|Neka",
    "AF1214": "Bermal|Birmal|Barmel|Bermel|Shkin",
    "AF1215": "Gayan|Gian|Geyan",
    "AF1216": "Dila Wa Khushamand|Delah|Dilla",
    "AF1217": "Waza Khwa|Wazakhwa|Waza Khwah|Wazikhwa",
    "AF1218": "Wor Mamay|Wor Mayi|Warmamay|Wormamai|Wor Mami",
    "AF1219": "Terwa|Tarwa|Turwa|Tarwe",
    # Paktya
    "AF1301": "Gardiz|Gardez City",
    "AF1302": "Ahmadabad|Ahmad Aba|Ahmadabad (Mirzaka)",
    "AF1304": "Shwak|Shawwak",
    "AF1305": "Wuza Zadran|Waza Zadran|Waza Jadran|Gerda Tseray|Gerda Serai",
    "AF1306": "Sayed Karam (Mirzaka)|Sayid Karam|Said Karam|Mirzaka",
    "AF1307": "Zazi|Aryub Zazi|Aryob Zazi|Ali Khel|Alikhel",
    "AF1308": "Lazha Ahmad Khel|Laja Ahmadkhel|Laja Mangal|Lazha Mangal",
    "AF1309": "Janikhel|Jani Khel Mangal",
    "AF1310": "Tsamkani|Samkani|Samkanai|Chamkanai",
    "AF1311": "Dand Patan|Danda Patan|Dand-e-Patan|Dand aw Patan",
    # Khost
    "AF1401": "Khost|Khost Matun|Matoon|Khost City",
    "AF1402": "Mando Zayi|Mandozai|Ismail Khel|Esmail Khel",
    "AF1403": "Gorbuz|Gurbaz|Gorboz",
    "AF1404": "Tanay|Tanai",
    "AF1405": "Musakhel|Mosa Khel",
    "AF1406": "Nadershah Kot|Nader Shah Kot|Nadir Shahkot",
    "AF1407": "Yaqubi|Sabary|Sabari Yaqubi",
    "AF1408": "Ali Sher|Alisher|Tirzayi|Terezai|Alisher-Terezai|Tirzayee",
    "AF1409": "Baak",
    "AF1411": "Spera|Spira|Spere|Sperah",
    "AF1412": "Dwa Manda|Dowa Menda|Shamul|Shamal Manda",
    "AF1413": "Zazi Maidan|Jaji Maidan|Zazai Maidan",
    # Nangarhar
    "AF0602": "Bihsud|Behsood|Bihsood",
    "AF0603": "Surkhrod|Surkh Rud",
    "AF0606": "Khewa|Kuz Kunar (Khewa)",
    "AF0608": "Khugyani|Khogiani|Khugiani|Kaga",
    "AF0610": "Dih Bala|Haska Mena|Haska Meyna|Deh Balah",
    "AF0611": "Pachieragam|Pachir Aw Agam|Pachiragam",
    "AF0612": "Dara-e-Noor|Dara-i-Nur|Darah-ye Nur",
    "AF0615": "Acheen|Spin Ghar",
    "AF0616": "Ghani Khel|Ghanikhel|Shinwari",
    "AF0617": "Mohmand Dara|Momand Dara|Mohmandara|Torkham",
    "AF0618": "Lal Pur|Lal Pura|Lalpura|Lal Por",
    "AF0619": "Shirzad",
    "AF0621": "Hisarak",
    "AF0622": "Durbaba|Door Baba",
    # Kunar
    "AF1501": "Asadabad|Chaghasarai",
    "AF1503": "Wata Pur|Watahpur",
    "AF1504": "Narang Wa Badil|Narang Aw Badil",
    "AF1505": "Sarkani|Sirkanay|Sarkano|Sarkanay",
    "AF1506": "Shigal Wa Sheltan|Shaygal Wa Shiltan|Shegal",
    "AF1507": "Manogai|Manogay|Pech|Pech Dara|Dara-i-Pech",
    "AF1508": "Asmar|Barkunar",
    "AF1509": "Tsawkay|Chowkay|Chawki|Sawkai",
    "AF1511": "Ghaziabad",
    "AF1513": "Chapadara|Chapa Darah",
    "AF1514": "Noor Gul|Nurgul",
    "AF1515": "Naray|Nari|Nara",
    # Nuristan
    "AF1601": "Paroon|Parun City",
    "AF1602": "Waigal|Want Waygal|Wanat",
    "AF1605": "Do Ab|Du Ab",
    "AF1606": "Kamdish|Kamdeish",
    "AF1608": "Bargi Matal|Bargematal|Barg-i Matal",
    # Laghman and Logar
    "AF0701": "Mihtarlam|Mehtar Lam|Mihtarlam City",
    "AF0703": "Alishing",
    "AF0705": "Daulatshah|Dawlat Shah|Dowlat Shah",
    "AF0501": "Pul-i-Alam|Puli Alam|Pol-e Alam",
    # Ghazni
    "AF1101": "Ghazni City|Ghanzi",
    "AF1102": "Wal-i-Muhammad Shahid|Khugiani|Khogyani",
    "AF1105": "Dih Yak",
    "AF1106": "Jeghatoo|Bahram-e Shahid",
    "AF1111": "Qarabagh|Karabagh",
    "AF1117": "Gilan",
    # Zabul
    "AF2601": "Kalat|Qalat-e Ghilji",
    "AF2603": "Shinkai|Shenkay",
    "AF2605": "Argahandab",
    "AF2606": "Shah Joy|Shahjoi|Shajoy",
    "AF2607": "Dai Chopan|Daichopan|Deh Chopan",
    "AF2609": "Now Bahar|Naw Bahar",
    "AF2610": "Shomulzay|Shamalzai|Shamulzai",
    # Kandahar
    "AF2701": "Kandahar City|Qandahar|Dand",
    "AF2704": "Panjwai|Panjwaye",
    "AF2705": "Zhari|Zharay|Zharai",
    "AF2708": "Arghistan|Maruf Arghistan",
    "AF2711": "Spin Buldak|Speen Boldak|Spinboldak|Takhta Pul",
    "AF2712": "Naish|Nish",
    "AF2713": "Miya Nishin|Miyan Nasheen|Mianeshin",
    "AF2716": "Registan|Rig",
    # Badakhshan
    "AF1704": "Yaftal|Yaftali",
    "AF1707": "Darayim",
    "AF1710": "Jurm",
    "AF1711": "Tashkan|Tishkan",
    "AF1713": "Shahr-i-Buzurg|Shahri Buzurg",
    "AF1714": "Ragh|Raghistan",
    "AF1715": "Kishim|Kishm",
    "AF1716": "Wurduj",
    "AF1717": "Tagab Kishm",
    "AF1721": "Kuf Ab",
    "AF1722": "Nusay|Darwaz",
    "AF1723": "Ishkashim",
    "AF1724": "Shekay|Shikai",
    "AF1726": "Kuran Wa Munjan|Keran wa Menjan",
    "AF1727": "Maimay|Mahmay|Darwaz Bala",
}
"""Spellings in use besides COD's, "|"-separated; the geoBoundaries name is added by the build."""
