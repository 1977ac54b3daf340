/* Clusters at small scales, an option: numbered discs that open on click. Close in, circles. */
(function () {
  "use strict";
  const BL = window.Borderlands;
  const APART_FROM = 9, REST = 140;

  class Clusters {
    constructor(atlas, incidents) {
      this.map = atlas.map;
      this.incidents = incidents;
      this.on = false;
    }

    set(on) {
      this.on = on && Boolean(L.markerClusterGroup);
      this.rows = "";
      if (this.group) {
        this.group.remove();
        this.group = null;
      }
      if (this.on) {
        this.group = L.markerClusterGroup({
          maxClusterRadius: 46, showCoverageOnHover: false, animate: false, chunkedLoading: false,
          disableClusteringAtZoom: APART_FROM, iconCreateFunction: (cluster) => disc(cluster.getChildCount()),
        });
      }
    }

    shown() {
      return this.on && this.map.getZoom() < APART_FROM && this.incidents.state.points !== false;
    }

    /* While time moves the clusters wait until the window rests: they cost more than a frame. */
    draw() {
      if (!this.on) return false;
      const shown = this.shown();
      if (!shown) this.group.remove();
      else {
        clearTimeout(this.waiting);
        this.waiting = setTimeout(() => this._fill(), this.rows ? REST : 0);
      }
      return shown;
    }

    _fill() {
      if (!this.shown()) return;
      const { columns, painter } = this.incidents, rows = columns.from + "-" + columns.to;
      this.group.addTo(this.map);
      if (rows === this.rows) return;
      this.rows = rows;
      const markers = [];
      for (let i = columns.from; i < columns.to; i++) {
        if (columns.hasPoint(i)) markers.push(this._marker(i, columns, painter));
      }
      this.group.clearLayers();
      this.group.addLayers(markers);
    }

    _marker(i, columns, painter) {
      const at = painter.place(i), r = painter.radius(columns.c.best[i]);
      const marker = L.circleMarker(at, {
        radius: r, weight: 1, color: "#ffffff", fillOpacity: 0.85,
        fillColor: painter.palette[columns.c.category[i]], pane: "bl-clusters",
      });
      marker.on("click", (event) => {
        L.DomEvent.stopPropagation(event);
        this.incidents.cards.show([i], at);
      });
      return marker;
    }
  }

  function disc(count) {
    const size = Math.round(20 + 7 * Math.log10(count)), node = BL.el("span", "", BL.number(count));
    return L.divIcon({ html: node, className: "bl-cluster", iconSize: [size, size] });
  }

  BL.Clusters = Clusters;
})();
