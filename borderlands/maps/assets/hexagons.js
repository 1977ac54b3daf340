/* Hexagons for a record too large for dots. The server counted incidents by cell and period; the
   browser sums the cells over the window. */
(function () {
  "use strict";
  const BL = window.Borderlands;

  class Hexagons {
    constructor(atlas) {
      this.map = atlas.map;
      this.canvas = document.createElement("canvas");
      this.canvas.setAttribute("aria-hidden", "true");
      this.canvas.className = "bl-hexagons";
      this.map.getPane("bl-points").appendChild(this.canvas);
      this.cells = null;
    }

    /* data: {cells: rings of [lat, lon], cell: packed cell of each row, scale, title, limit, area} */
    set(columns, data) {
      this.columns = columns;
      this.data = data;
      this.cells = data ? data.cells : null;
      this.cell = data ? BL.unpack(data.cell) : null;
      this.canvas.hidden = !data;
    }

    legend() {
      return this.data ? { title: this.data.title, breaks: this.data.scale.breaks, colors: this.data.scale.colors } : null;
    }

    draw() {
      if (!this.cells) return false;
      const size = this.map.getSize(), ratio = window.devicePixelRatio || 1, context = this.canvas.getContext("2d");
      this.canvas.width = size.x * ratio;
      this.canvas.height = size.y * ratio;
      this.canvas.style.width = size.x + "px";
      this.canvas.style.height = size.y + "px";
      L.DomUtil.setPosition(this.canvas, this.map.containerPointToLayerPoint([0, 0]));
      const sums = new Float64Array(this.cells.length), weight = this.columns.parts.incidents;
      for (let i = this.columns.from; i < this.columns.to; i++) {
        if (this.columns.hasPoint(i)) sums[this.cell[i]] += weight[i];
      }
      const { breaks, colors } = this.data.scale;
      context.scale(ratio, ratio);
      context.globalAlpha = 0.85;
      this.cells.forEach((ring, k) => {
        if (!sums[k]) return;
        context.beginPath();
        for (const at of ring) {
          const point = this.map.latLngToContainerPoint(at);
          context.lineTo(point.x, point.y);
        }
        context.closePath();
        const step = breaks.findIndex((limit) => sums[k] <= limit);
        context.fillStyle = colors[step < 0 ? colors.length - 1 : step];
        context.fill();
      });
      return true;
    }
  }

  BL.Hexagons = Hexagons;
})();
