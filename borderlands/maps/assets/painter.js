/* Circles in a pixel buffer. A canvas arc each would take hundreds of milliseconds for 50,000;
   here every circle is a small list of pixels, written front to back so that covered pixels cost
   one comparison. Small circles lie on large ones. */
(function () {
  "use strict";
  const BL = window.Borderlands;
  const SOLID = 96; // alpha from which a pixel counts as covered
  const RADII = 64, FADES = [1, 0.8, 0.6, 0.42];
  const mercator = (lat) => Math.log(Math.tan(Math.PI / 4 + (lat * Math.PI) / 360));

  class Painter {
    constructor(atlas) {
      this.atlas = atlas;
      this.map = atlas.map;
      this.canvas = document.createElement("canvas");
      this.canvas.setAttribute("aria-hidden", "true");
      this.canvas.className = "bl-circles";
      this.map.getPane("bl-points").appendChild(this.canvas);
      this.context = this.canvas.getContext("2d", { willReadFrequently: true });
      this.touched = null;
      this.sprites = [];
    }

    /* data: origin and grain of the packed positions; palette: colours by category. */
    set(columns, data, palette) {
      const n = columns.n, c = columns.c, [south, west] = data.origin || [0, 0], grain = data.grain || 0;
      this.columns = columns;
      this.palette = palette;
      this.x = new Float64Array(n);
      this.y = new Float64Array(n);
      this.look = new Uint16Array(n);
      const order = [];
      for (let i = 0; i < n; i++) {
        if (!c.lat || !columns.hasPoint(i)) continue;
        order.push(i);
        this.x[i] = (west + c.lon[i] * grain + 180) / 360;
        this.y[i] = 0.5 - mercator(south + c.lat[i] * grain) / (2 * Math.PI);
        this.look[i] = c.category[i] * RADII + Math.round(this.radius(c.best[i]) * 2);
      }
      order.sort((a, b) => c.best[a] - c.best[b] || b - a);
      this.order = Uint32Array.from(order);
      this.px = new Int16Array(n);
      this.py = new Int16Array(n);
      this.view = "";
      this.sprites = [];
    }

    radius(killed) {
      return Math.min(26, 2.6 + 1.75 * Math.sqrt(killed));
    }

    /* Where a row lies, as [latitude, longitude]. */
    place(i) {
      const lat = (Math.atan(Math.exp((0.5 - this.y[i]) * 2 * Math.PI)) * 360) / Math.PI - 90;
      return [lat, this.x[i] * 360 - 180];
    }

    /* Place of the view in pixels of the canvas; positions are worked out once a view. */
    _settle() {
      const size = this.map.getSize(), ratio = window.devicePixelRatio || 1;
      const wide = Math.round(size.x * ratio), high = Math.round(size.y * ratio);
      if (this.wide !== wide || this.high !== high || this.ratio !== ratio) {
        Object.assign(this, { wide, high, ratio, touched: null });
        this.canvas.width = wide;
        this.canvas.height = high;
        this.canvas.style.width = size.x + "px";
        this.canvas.style.height = size.y + "px";
        this.image = this.context.createImageData(Math.max(1, wide), Math.max(1, high));
        this.words = new Uint32Array(this.image.data.buffer);
        this.sprites = [];
      }
      const origin = this.map.getPixelBounds().min, zoom = this.map.getZoom();
      const corner = this.map.containerPointToLayerPoint([0, 0]);
      const view = [zoom, origin.x, origin.y, corner.x, corner.y, wide, high].join();
      if (view === this.view) return;
      this.view = view;
      L.DomUtil.setPosition(this.canvas, corner);
      const world = 256 * Math.pow(2, zoom) * ratio, far = 32000;
      for (let k = 0; k < this.order.length; k++) {
        const i = this.order[k];
        this.px[i] = Math.max(-far, Math.min(far, this.x[i] * world - origin.x * ratio));
        this.py[i] = Math.max(-far, Math.min(far, this.y[i] * world - origin.y * ratio));
      }
    }

    /* fadeFrom: row numbers at which the circles turn older; empty draws all alike. */
    draw(fadeFrom, hidden) {
      if (!this.columns) return;
      this._settle();
      this._wipe();
      const { from, to, c } = this.columns, { order, px, py, look, wide, high } = this;
      const [a, b, d] = fadeFrom.length ? fadeFrom : [0, 0, 0];
      const reach = Math.ceil(28 * this.ratio);
      let top = high, bottom = -1;
      for (let k = 0; k < order.length; k++) {
        const i = order[k];
        if (i < from || i >= to) continue;
        const x = px[i], y = py[i];
        if (x < -reach || y < -reach || x >= wide + reach || y >= high + reach) continue;
        if (hidden && hidden.has(c.category[i])) continue;
        const fade = i >= a ? 0 : i >= b ? 1 : i >= d ? 2 : 3, key = look[i] * 4 + fade;
        const sprite = this.sprites[key] || (this.sprites[key] = this._sprite(look[i], fade));
        this._stamp(sprite, x, y);
        if (y - sprite.half < top) top = y - sprite.half;
        if (y + sprite.half > bottom) bottom = y + sprite.half;
      }
      this._show(Math.max(0, top), Math.min(high - 1, bottom));
    }

    clear() {
      if (!this.words) return;
      this._wipe();
      this._show(0, -1);
    }

    _wipe() {
      if (this.touched) this.words.fill(0, this.touched[0] * this.wide, (this.touched[1] + 1) * this.wide);
    }

    /* Hand the rows that changed to the screen: those drawn now and those drawn last time. */
    _show(top, bottom) {
      const before = this.touched, now = bottom >= top ? [top, bottom] : null;
      this.touched = now;
      const first = Math.min(now ? top : Infinity, before ? before[0] : Infinity);
      const last = Math.max(now ? bottom : -1, before ? before[1] : -1);
      if (last >= first) this.context.putImageData(this.image, 0, 0, 0, first, this.wide, last - first + 1);
    }

    _sprite(look, fade) {
      const color = this.palette[Math.floor(look / RADII)] || "#888888", ratio = this.ratio;
      const r = ((look % RADII) / 2) * ratio, half = Math.ceil(r + 1);
      const rgb = [1, 3, 5].map((at) => parseInt(color.slice(at, at + 2), 16));
      const edge = this.atlas.config.dark ? [20, 23, 27] : [255, 255, 255];
      const dx = [], dy = [], colors = [];
      for (let y = -half; y <= half; y++) {
        for (let x = -half; x <= half; x++) {
          const far = Math.hypot(x, y), cover = Math.max(0, Math.min(1, r - far + 0.5));
          if (cover < 0.04) continue;
          const rim = Math.max(0, Math.min(1, far - (r - 1.1 * ratio) + 0.5)) * 0.85;
          const [red, green, blue] = rgb.map((v, k) => Math.round(v * (1 - rim) + edge[k] * rim));
          dx.push(x);
          dy.push(y);
          colors.push(((Math.round(cover * FADES[fade] * 255) << 24) | (blue << 16) | (green << 8) | red) >>> 0);
        }
      }
      return {
        half, dx: Int16Array.from(dx), dy: Int16Array.from(dy), colors: Uint32Array.from(colors),
        offsets: Int32Array.from(dx, (x, k) => dy[k] * this.wide + x),
      };
    }

    _stamp(sprite, x, y) {
      const { half, dx, dy, colors, offsets } = sprite, { words, wide, high } = this;
      const inside = x >= half && y >= half && x + half < wide && y + half < high, base = y * wide + x;
      // In a crowd most circles lie wholly under others: five probes find nearly all of these.
      if (inside) {
        const r = half - 1, rows = r * wide;
        if (words[base] >>> 24 >= SOLID && words[base - r] >>> 24 >= SOLID && words[base + r] >>> 24 >= SOLID &&
          words[base - rows] >>> 24 >= SOLID && words[base + rows] >>> 24 >= SOLID) return;
      }
      for (let k = 0; k < offsets.length; k++) {
        if (!inside) {
          const at = x + dx[k], row = y + dy[k];
          if (at < 0 || row < 0 || at >= wide || row >= high) continue;
        }
        const place = base + offsets[k], over = words[place];
        if (over === 0) words[place] = colors[k];
        else if (over >>> 24 < SOLID) words[place] = under(over, colors[k]);
      }
    }

    /* Rows drawn under a point of the map, smallest circle last. */
    at(point, hidden) {
      if (!this.columns) return [];
      this._settle();
      const { from, to, c } = this.columns, x = point.x * this.ratio, y = point.y * this.ratio, found = [];
      for (let k = this.order.length - 1; k >= 0; k--) {
        const i = this.order[k];
        if (i < from || i >= to || (hidden && hidden.has(c.category[i]))) continue;
        const dx = this.px[i] - x, dy = this.py[i] - y;
        const reach = Math.max(5, this.radius(c.best[i])) * this.ratio;
        if (dx * dx + dy * dy <= reach * reach) found.push(i);
      }
      return found;
    }
  }

  /* One half-clear pixel over another, both as 0xAABBGGRR. */
  function under(over, below) {
    const a = over >>> 24, b = (((below >>> 24) * (255 - a)) / 255) | 0, sum = a + b;
    const mix = (shift) => ((((over >>> shift) & 255) * a + ((below >>> shift) & 255) * b) / sum) | 0;
    return ((sum << 24) | (mix(16) << 16) | (mix(8) << 8) | mix(0)) >>> 0;
  }

  BL.Painter = Painter;
})();
