/* Districts in colours that the server chose, with a legend and lines for the tip. */
(function () {
  "use strict";
  const BL = window.Borderlands;

  /* state.choropleth: {colors: {code: fill}, lines: {code: [text]}, legend: {title, steps: [{color,
     label, count}], notes: [text]}} */
  BL.parts.choropleth = function (atlas, state) {
    const given = state.choropleth;
    if (!given) return;
    atlas.frame(state.frame || {});
    const codes = [...atlas.districts.keys()];
    atlas.paint(codes, codes.map((code) => given.colors[code]));
    atlas.describeDistrict = (p) => given.lines[p.code] || [];
    const box = atlas.legendBox;
    box.replaceChildren(BL.el("h3", "", given.legend.title));
    for (const step of given.legend.steps) {
      const row = box.appendChild(BL.el("div", "bl-row"));
      row.appendChild(BL.el("span", "bl-swatch")).style.background = step.color;
      row.appendChild(BL.el("span", "", step.label));
      row.appendChild(BL.el("span", "bl-count", BL.number(step.count)));
    }
    for (const note of given.legend.notes) box.appendChild(BL.el("div", "bl-note", note));
    box.style.maxHeight = atlas.room() + "px";
    atlas.placeNames();
  };
})();
