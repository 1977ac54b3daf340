/* The base map: land, lines, names, crossings, legend, frame text. Draws in the browser and asks
   nobody for anything. Data come as plain text and reach the page through textContent only. */
(function () {
  "use strict";
  const BL = (window.Borderlands = window.Borderlands || {});
  const SVG = "http://www.w3.org/2000/svg";

  BL.el = function (tag, className, text) {
    const node = document.createElement(tag);
    if (className) node.className = className;
    if (text !== undefined && text !== null) node.textContent = text;
    return node;
  };
  BL.number = (value) => Math.round(value).toLocaleString("en-GB");
  BL.range = function (low, best, high) {
    const n = BL.number;
    return low === high ? n(best) : n(best) + " (" + n(low) + "\u2013" + n(high) + ")";
  };
  /* A share in brackets, as the other figures write it; of fewer than 20 a percentage misleads. */
  BL.share = function (part, whole) {
    if (whole < 20) return "";
    const share = (100 * part) / whole, near = share > 0 && share < 0.5 ? "under 1" : share > 99.5 && share < 100 ? "over 99" : "";
    return " (" + (near || Math.round(share)) + "%)";
  };
  BL.link = function (publisher, url) {
    const safe = /^https?:\/\//i.test(url || "");
    const node = BL.el(safe ? "a" : "span", "", publisher || url);
    if (safe) {
      node.href = url;
      node.target = "_blank";
      node.rel = "noopener noreferrer";
    }
    return node;
  };

  const PAPER = {
    light: { land: "#f4f1ea", line: "#cfc9bc", province: "#9b9485", border: "#4a4038", missing: "#e6e6e3", outside: "#ffffff", edge: "#22262b" },
    dark: { land: "#262a31", line: "#3b4048", province: "#6b7079", border: "#d6cfc2", missing: "#30343b", outside: "#14171b", edge: "#ffffff" },
  };

  /* --- Base ------------------------------------------------------------------------------ */
  class Atlas {
    constructor(map, config) {
      this.map = map;
      this.config = config;
      this.base = window.BORDERLANDS_BASE;
      this.root = map.getContainer();
      this.root.classList.add("bl");
      this.root.classList.toggle("bl-dark", Boolean(config.dark));
      this.districts = new Map();
      this.text = {};
      map.setMinZoom(5);
      map.setMaxZoom(13);
      this._font();
      map.attributionControl.setPrefix(false);
      map.attributionControl.addAttribution("Boundaries shown do not imply endorsement.");
      this._panes();
      this._land();
      this._lines();
      this.names = this.map.getPane("bl-names").appendChild(BL.el("div"));
      map.attributionControl.setPosition("bottomleft");
      L.control.scale({ position: "bottomleft", imperial: false, maxWidth: 120 }).addTo(map);
      this.head = this.root.appendChild(BL.el("div", "bl-head"));
      this.foot = this.root.appendChild(BL.el("div", "bl-foot"));
      this.tip = this.root.appendChild(BL.el("div", "bl-tip"));
      this.tip.hidden = true;
      // A subtitle that wraps pushes down what lies under it.
      new ResizeObserver(() => this.layout()).observe(this.head);
      for (const node of [this.head, this.foot]) L.DomEvent.disableClickPropagation(node);
      this.legend = L.control({ position: "topright" });
      this.legend.onAdd = () => {
        const box = BL.el("div", "bl-legend");
        L.DomEvent.disableClickPropagation(box);
        L.DomEvent.disableScrollPropagation(box);
        this.legendBox = box;
        return box;
      };
      this.legend.addTo(map);
      this.frame({ title: "", subtitle: "", source: "" });
      map.on("moveend zoomend resize", () => this.placeNames());
      map.on("resize", () => { this.layout(); this._paper(); });
    }

    /* On paper a frame is not drawn anew: the style sheet scales the picture of the screen. */
    _paper() {
      const { x, y } = this.map.getSize();
      if (!x || !y || matchMedia("print").matches) return;
      this.root.style.setProperty("--bl-width", x + "px");
      this.root.style.setProperty("--bl-height", y + "px");
      this.root.style.setProperty("--bl-print-scale", this.config.paper ? this.config.paper / y : 1);
    }

    color(name) {
      return PAPER[this.config.dark ? "dark" : "light"][name];
    }

    /* The page's own typeface, served by the page, so that map and page look like one. */
    _font() {
      if (!this.config.font || !window.FontFace) return;
      new FontFace("Source Sans", "url(" + this.config.font + ")", { weight: "200 900" }).load()
        .then((face) => { document.fonts.add(face); this.layout(); this.placeNames(); })
        .catch(() => {});
    }

    /* Measure again now that every part is in place. */
    settle() {
      this.map.invalidateSize({ animate: false });
      this.layout();
      this._paper();
      this.settled = true;
      this.placeNames();
    }

    show(view) {
      this.map.fitBounds(view, Object.assign({ animate: false }, this.pads(8)));
    }

    _panes() {
      const panes = { land: 210, lines: 350, points: 420, clusters: 430, names: 450 };
      for (const [name, z] of Object.entries(panes)) {
        this.map.createPane("bl-" + name).style.zIndex = z;
      }
      for (const name of ["lines", "points", "names"]) {
        this.map.getPane("bl-" + name).style.pointerEvents = "none";
      }
    }

    _land() {
      const land = L.svg({ pane: "bl-land", padding: 0.6 });
      this.landRenderer = land;
      this.layer = L.geoJSON(this.base.districts, {
        pane: "bl-land",
        renderer: land,
        style: (feature) => this.plain(feature),
        onEachFeature: (feature, layer) => {
          const p = feature.properties;
          this.districts.set(p.code, { layer, p, index: this.districts.size });
          layer.on("mousemove", (event) => this._hoverDistrict(event, p));
          layer.on("mouseout", () => this.hideTip());
          layer.on("click", (event) => this.onDistrict && this.onDistrict(event, p));
        },
      }).addTo(this.map);
    }

    plain(feature) {
      const core = feature.properties.role === "core";
      return {
        color: this.color("line"), weight: core ? 0.8 : 0.6, opacity: 1,
        fillColor: this.color("land"), fillOpacity: 1, lineJoin: "round",
      };
    }

    _lines() {
      const renderer = (this.lineRenderer = L.svg({ pane: "bl-lines", padding: 0.6 }));
      L.geoJSON(this.base.provinces, {
        pane: "bl-lines", renderer, interactive: false,
        style: () => ({ color: this.color("province"), weight: 1.1, fill: false, opacity: 0.9 }),
      }).addTo(this.map);
      this.border = L.geoJSON(this.base.boundary, {
        pane: "bl-lines", renderer, interactive: false,
        style: () => ({ color: this.color("border"), weight: 2, dashArray: "7 4", fill: false }),
      }).addTo(this.map);
    }

    /* --- Frame text, legend, tips --------------------------------------------------------- */
    frame(text) {
      this.text = text;
      this.headline(text.title, text.subtitle);
      if (text.source !== undefined) {
        this.foot.textContent = text.source;
        this.foot.hidden = !text.source;
      }
      this.root.setAttribute("role", "region");
      this.root.setAttribute("aria-label", text.alt || text.title || "Map");
      this.layout();
    }

    /* Title and subtitle; cheap enough to follow a moving window. */
    headline(title, subtitle) {
      if (!this.title) {
        this.title = this.head.appendChild(BL.el("h2"));
        this.subtitle = this.head.appendChild(BL.el("p"));
      }
      if (this.title.textContent !== (title || "")) this.title.textContent = title || "";
      if (this.subtitle.textContent !== (subtitle || "")) this.subtitle.textContent = subtitle || "";
      const hidden = !title && !subtitle;
      if (this.head.hidden === hidden) return;
      this.head.hidden = hidden;
      this.layout();
    }

    /* Pixels at the bottom that the foot line and the time control take. */
    covered() {
      return (this.foot.hidden ? 0 : this.foot.offsetHeight) + (this.dock ? this.dock.offsetHeight : 0);
    }

    /* Margins that keep a view clear of head, foot, dock and, where width is short, the legend. */
    pads(margin) {
      const wide = this.map.getSize().x, legend = this.legendBox.hidden ? 0 : this.legendBox.offsetWidth;
      const right = wide > 1100 || legend < 60 || legend > wide / 2 ? margin : legend + margin + 8;
      const top = this.head.hidden ? 0 : this.head.offsetHeight;
      return { paddingTopLeft: [margin, top + margin / 2], paddingBottomRight: [right, this.covered() + margin / 2] };
    }

    /* Height that the legend may take. */
    room() {
      return Math.max(80, this.map.getSize().y - this.head.offsetHeight - this.covered() - 22);
    }

    /* Keep controls clear of head, foot and dock. */
    layout() {
      const drop = this.head.hidden ? 0 : this.head.offsetHeight, lift = this.covered();
      if (this.dock) this.dock.style.bottom = (this.foot.hidden ? 0 : this.foot.offsetHeight) + "px";
      for (const corner of this.root.querySelectorAll(".leaflet-bottom")) corner.style.bottom = lift + "px";
      for (const corner of this.root.querySelectorAll(".leaflet-top")) corner.style.top = drop + "px";
      if (this.legendBox) this.legendBox.style.maxHeight = this.room() + "px";
    }

    showTip(point, node) {
      this.tip.replaceChildren(node);
      this.tip.hidden = false;
      const size = this.map.getSize(), box = this.tip.getBoundingClientRect();
      this.tip.style.left = Math.min(point.x + 14, size.x - box.width - 8) + "px";
      this.tip.style.top = Math.max(4, Math.min(point.y + 14, size.y - box.height - 8)) + "px";
    }

    hideTip() {
      this.tip.hidden = true;
    }

    _hoverDistrict(event, p) {
      if (this.busy) return;
      const box = BL.el("div");
      box.appendChild(BL.el("b", "", p.name + (p.local ? " \u00b7 " + p.local : "")));
      box.appendChild(BL.el("div", "bl-muted", p.province + ", " + (p.country === "PAK" ? "Pakistan" : "Afghanistan")));
      const lines = this.describeDistrict ? this.describeDistrict(p) : [];
      for (const line of lines) box.appendChild(BL.el("div", "", line));
      this.showTip(event.containerPoint, box);
    }

    /* colors: Map of code to fill; districts not in it turn plain. */
    shade(colors) {
      const codes = [...this.districts.keys()];
      this.paint(codes, codes.map((code) => colors.get(code)));
    }

    /* fills: a colour for each code, or null for plain land. */
    paint(codes, fills) {
      for (let k = 0; k < codes.length; k++) {
        const d = this.districts.get(codes[k]), fill = fills[k] || null;
        if (!d || d.fill === fill) continue;
        d.fill = fill;
        const style = fill || this.plain(d.layer.feature).fillColor;
        d.layer.options.fillColor = style;
        d.path = d.path || d.layer.getElement();
        if (d.path) d.path.setAttribute("fill", style);
      }
    }

    /* Draw these districts' own edge over all others; none takes it away. */
    outline(codes) {
      const key = codes.join();
      if (key === (this.outlined || "")) return;
      this.outlined = key;
      if (this.edge) this.edge.remove();
      const own = codes.map((code) => this.districts.get(code)).filter(Boolean);
      this.edge = L.geoJSON(own.map((d) => d.layer.feature), {
        pane: "bl-lines", renderer: this.lineRenderer, interactive: false,
        style: () => ({ color: this.color("edge"), weight: 3, fill: false, lineJoin: "round" }),
      }).addTo(this.map);
    }

    tiles(on) {
      if (on && !this.tileLayer) {
        this.tileLayer = L.tileLayer("https://tile.openstreetmap.org/{z}/{x}/{y}.png", {
          attribution: '&copy; <a href="https://www.openstreetmap.org/copyright">OpenStreetMap</a> contributors',
          maxZoom: 19,
        }).addTo(this.map);
      } else if (!on && this.tileLayer) {
        this.tileLayer.remove();
        this.tileLayer = null;
      }
      this.map.getPane("bl-land").style.opacity = on ? 0.55 : 1;
    }

    empty(text) {
      if (this.emptyBox) this.emptyBox.remove();
      this.emptyBox = null;
      if (text) this.emptyBox = this.root.appendChild(BL.el("div", "bl-empty", text));
    }

    focus(codes, animate) {
      const bounds = L.latLngBounds([]);
      for (const code of codes) {
        const d = this.districts.get(code);
        if (d) bounds.extend(d.layer.getBounds());
      }
      this.moved = true;
      if (bounds.isValid()) this.map.fitBounds(bounds, Object.assign({ animate: Boolean(animate) }, this.pads(22)));
    }
  }

  BL.Atlas = Atlas;
  BL.create = function (map, config) {
    if (config.fill) {
      const root = map.getContainer();
      root.style.height = "100vh";
      root.style.width = "100%";
    }
    const atlas = new Atlas(map, config);
    window.BL_ATLAS = atlas;
    BL.together(atlas, config.group);
    atlas.settle();
    return atlas;
  };
  /* A new state replaces the old one; zoom and position stay where the reader put them. */
  BL.update = function (state) {
    const atlas = window.BL_ATLAS;
    if (!atlas) return;
    for (const part of Object.values(BL.parts)) part(atlas, state);
    // The first state brings legend and dock: only now is it known what they leave free.
    if (atlas.wanted && atlas.wanted.length) atlas.focus(atlas.wanted, atlas.ready);
    atlas.wanted = null;
    if (!atlas.ready && !atlas.moved && atlas.config.view) atlas.show(atlas.config.view);
    atlas.ready = true;
    atlas.root.dataset.ready = String(Number(atlas.root.dataset.ready || 0) + 1);
  };
  BL.parts = BL.parts || {};
  BL.SVG = SVG;
})();
