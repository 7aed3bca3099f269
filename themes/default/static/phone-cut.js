// Whether this copy of the page for phones has its end: a classic script in its head, which is there
// when what follows was cut short on its way.
(function () {
  "use strict";
  var words = document.currentScript.dataset.cut;
  document.addEventListener("DOMContentLoaded", function () {
    if (document.getElementById("phone_end")) return;
    var notice = document.createElement("p");
    notice.className = "torn-notice";
    notice.setAttribute("role", "alert");
    notice.textContent = words;
    document.body.insertBefore(notice, document.body.firstChild);
  });
})();
