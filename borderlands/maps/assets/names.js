/* Names on the map: the most needed first, none over another and none under the legend. */
(function () {
  "use strict";
  const BL = window.Borderlands;

  /* What may be named at a zoom: [position, class, pixels a letter, text], most needed first. */
  function wanted(atlas, zoom) {
    const base = atlas.base, list = [], rank = zoom < 6.6 ? 1 : zoom < 8 ? 2 : zoom < 9.2 ? 3 : 4;
    if (zoom < 7.4) for (const c of base.countries || []) list.push([c, "bl-country", 13.5, c.name]);
    if (zoom < 9.2) for (const p of base.provinceNames) list.push([p, "bl-province", 11.5, p.name]);
    if (zoom >= 7) for (const c of base.crossings) list.push([c, "crossing", zoom >= 7.6 ? 6.2 : 0, c.name]);
    for (const p of base.places) if (p.rank <= rank) list.push([p, "bl-place bl-rank" + p.rank, 6.6, p.name]);
    if (zoom >= 8.2) for (const [, d] of atlas.districts) list.push([d.p.at, "bl-district", 5.8, d.p.name]);
    return list;
  }

  const meets = (a, b) => a[0] < b[2] && a[2] > b[0] && a[1] < b[3] && a[3] > b[1];

  /* Boxes of the map's own furniture, which no name may touch. */
  function furniture(atlas) {
    const frame = atlas.root.getBoundingClientRect();
    return [...atlas.root.querySelectorAll(".leaflet-control")].map((node) => {
      const box = node.getBoundingClientRect();
      return [box.left - frame.left - 3, box.top - frame.top - 3, box.right - frame.left + 3, box.bottom - frame.top + 3];
    }).filter((box) => box[2] > box[0] + 6);
  }

  BL.Atlas.prototype.placeNames = function () {
    const map = this.map, zoom = map.getZoom(), size = map.getSize(), taken = furniture(this);
    const top = this.head.hidden ? 0 : this.head.offsetHeight, bottom = size.y - this.covered();
    const box = document.createDocumentFragment();
    for (const [at, kind, letter, text] of wanted(this, zoom)) {
      const point = map.latLngToContainerPoint([at.lat, at.lon]);
      const right = kind.startsWith("bl-place") || kind === "crossing";
      const width = text.length * letter + (right ? 14 : 4), x = right ? point.x - 4 : point.x - width / 2;
      const area = [x, point.y - 8, x + width, point.y + 8];
      if (area[0] < 0 || area[2] > size.x || area[1] < top || area[3] > bottom) continue;
      if (taken.some((other) => meets(area, other))) continue;
      taken.push(area);
      const place = map.latLngToLayerPoint([at.lat, at.lon]), crossing = kind === "crossing";
      const node = BL.el("div", crossing ? "bl-crossing" : "bl-label " + kind, crossing ? undefined : text);
      if (crossing) node.appendChild(BL.el("span", "", letter ? text : ""));
      node.style.left = place.x + "px";
      node.style.top = place.y + "px";
      box.appendChild(node);
    }
    this.names.replaceChildren(box);
  };
})();
