// A page of a SCORM package tells the player around it which one it is. It says nothing else, and
// says it to whoever holds the frame, since a package opened from a disk has no origin to name.
(function () {
  "use strict";
  var page = Number(document.body.getAttribute("data-page"));
  if (window.parent !== window && page > 0) {
    window.parent.postMessage({ mentorpackPage: page }, "*");
  }
})();
