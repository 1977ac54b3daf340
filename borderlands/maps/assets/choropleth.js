/* Districts in colours that the server chose, with a strip of classes under the map: for maps too
   narrow for a legend on them. */
(function () {
  "use strict";
  const BL = window.Borderlands;

  /* state.choropleth: {colors: {code: fill}, outside: [code], lines: {code: [text]}, legend: {title,
     steps: [{color, label, count}], rest: [{color, or ground of the map, label, count}]}} */
  BL.parts.choropleth = function (atlas, state) {
    const given = state.choropleth;
    if (!given) return;
    const codes = [...atlas.districts.keys()], outside = new Set(given.outside);
    atlas.paint(codes, codes.map((code) => (outside.has(code) ? atlas.color("outside") : given.colors[code])));
    atlas.describeDistrict = (p) => given.lines[p.code] ||
      [outside.has(p.code) ? "Outside the selection" : "None recorded in this view"];
    atlas.legendBox.hidden = true;
    if (!atlas.dock) {
      atlas.dock = atlas.root.appendChild(BL.el("div", "bl-dock bl-strip"));
      L.DomEvent.disableClickPropagation(atlas.dock);
    }
    strip(atlas.dock, given.legend, atlas);
    atlas.frame(state.frame || {});
    atlas.placeNames();
  };

  function strip(box, legend, atlas) {
    box.replaceChildren(BL.el("b", "", legend.title));
    const bar = box.appendChild(BL.el("div", "bl-steps"));
    for (const entry of legend.steps) {
      const step = bar.appendChild(BL.el("div", "bl-step"));
      step.appendChild(BL.el("i")).style.background = entry.color;
      step.appendChild(BL.el("span", "", entry.label));
      step.appendChild(BL.el("em", "", BL.number(entry.count)));
    }
    const rest = box.appendChild(BL.el("div", "bl-rest"));
    for (const entry of legend.rest) {
      const row = rest.appendChild(BL.el("span", "bl-row"));
      row.appendChild(BL.el("span", "bl-swatch")).style.background = entry.color || atlas.color(entry.ground);
      row.appendChild(BL.el("span", "", entry.label));
      row.appendChild(BL.el("em", "", BL.number(entry.count)));
    }
  }
})();
