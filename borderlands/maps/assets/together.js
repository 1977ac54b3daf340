/* Maps of one page that pan and zoom together. Each map lives in a frame of its own; they talk
   over a channel of this browser tab only. */
(function () {
  "use strict";
  const BL = window.Borderlands;

  BL.together = function (atlas, group) {
    if (!group || !window.BroadcastChannel) return;
    const map = atlas.map, channel = new BroadcastChannel("borderlands-" + group + "-" + tab());
    let following = false;
    map.on("move", () => {
      if (following || !atlas.settled) return;
      const at = map.getCenter();
      channel.postMessage({ lat: at.lat, lng: at.lng, zoom: map.getZoom() });
    });
    channel.onmessage = ({ data }) => {
      following = true;
      map.setView([data.lat, data.lng], data.zoom, { animate: false });
      following = false;
    };
  };

  /* Something that all frames of a tab share and no other tab has. */
  function tab() {
    try { return window.parent.performance.timeOrigin; } catch (error) { return "alone"; }
  }
})();
