// The tutor's clock: a classic script, so that it runs from a folder. It reads the plan from the
// tables of the page, and works out everything from what the time is now, never from ticks: after a
// laptop has slept it is right again at once. It stores nothing, sends nothing and makes no sound.
(function () {
  "use strict";
  var box = document.getElementById("site_clock");
  if (!box) return;
  var words = box.dataset;
  var MINUTE = 60000;
  var LAST = 2 * MINUTE;

  // The one place that says what the time is, in milliseconds.
  function now() { return Date.now(); }

  function get(id) { return document.getElementById(id); }
  function all(selector, within) { return Array.prototype.slice.call((within || document).querySelectorAll(selector)); }
  function part(name) { return box.querySelector('[data-clock="' + name + '"]'); }
  function put(element, text) { if (element.textContent !== text) element.textContent = text; }
  function show(element, on) { if (element.hidden === on) element.hidden = !on; }
  function fill(pattern, values) {
    return pattern.replace(/\{(\w+)\}/g, function (all, name) { return name in values ? values[name] : all; });
  }
  function two(number) { return (number < 10 ? "0" : "") + number; }
  function clockTime(at) {
    var date = new Date(Math.round(at / MINUTE) * MINUTE);
    return two(date.getHours()) + ":" + two(date.getMinutes());
  }
  function digits(milliseconds) {
    var seconds = milliseconds < 0 ? Math.floor(-milliseconds / 1000) : Math.ceil(milliseconds / 1000);
    var hours = Math.floor(seconds / 3600);
    var minutes = Math.floor(seconds / 60) % 60;
    return (hours ? hours + ":" + two(minutes) : String(minutes)) + ":" + two(seconds % 60);
  }
  function inWords(milliseconds) {
    var minutes = Math.round(Math.abs(milliseconds) / MINUTE);
    if (minutes === 0) return words.textUnder;
    if (minutes >= 120) return fill(words.textHours, { hours: Math.floor(minutes / 60), n: minutes % 60 });
    return fill(minutes === 1 ? words.textMinutesOne : words.textMinutes, { n: minutes });
  }

  var plans = all("[data-plan]").map(function (section) {
    var length = 0;
    var steps = all("tr[data-minutes]", section).map(function (row) {
      var minutes = Number(row.dataset.minutes);
      length += minutes;
      return {
        title: row.dataset.title, minutes: minutes, row: row, began: row.querySelector("[data-began]"),
        late: row.dataset.late === undefined ? null : Number(row.dataset.late), drop: row.dataset.drop
      };
    });
    return { section: section, start: section.dataset.start || "", steps: steps, length: length };
  });
  if (!plans.length || !plans[0].steps.length) return;

  var form = get("site_clock_form"), face = get("site_clock_face");
  var picker = get("clock_plan"), start = get("clock_start"), error = get("clock_start_error");
  var next = get("clock_next"), back = get("clock_back"), full = get("clock_full"), said = get("clock_said");
  var plan = plans[0];
  // While the clock runs: when the session was due (`due`), when each step so far began (`began`),
  // and when the last one ended.
  var run = null;
  // What has been announced of which step: 0 its beginning, 1 its last two minutes, 2 that it is over.
  var told = { step: -1, stage: 0 };
  var timer = null;

  // Everything that the clock shows at this moment.
  function state(at) {
    var index = run.began.length - 1;
    var step = plan.steps[index];
    var waiting = index === 0 && at < run.began[0];
    var end = run.began[index] + step.minutes * MINUTE;
    var finish = Math.max(at, end);
    for (var later = index + 1; later < plan.steps.length; later += 1) finish += plan.steps[later].minutes * MINUTE;
    if (run.ended !== null) finish = run.ended;
    return {
      index: index, step: step, next: plan.steps[index + 1], waiting: waiting, end: end,
      left: waiting ? run.began[0] - at : end - at,
      due: run.due + plan.length * MINUTE, finish: finish, ended: run.ended !== null
    };
  }

  function nextWords(step) {
    return step ? fill(words.textNext, { title: step.title, minutes: inWords(step.minutes * MINUTE) }) : words.textNextNone;
  }
  function finishWords(s) {
    var late = Math.round(s.finish / MINUTE) - Math.round(s.due / MINUTE);
    var pattern = late === 0 ? words.textOnTime
      : late > 0 ? (late === 1 ? words.textLateOne : words.textLate)
      : (late === -1 ? words.textEarlyOne : words.textEarly);
    return fill(pattern, { clock: clockTime(s.finish), n: Math.abs(late) });
  }
  function workshopWords(s, at) {
    return (at > s.due ? words.textWorkshopOver : words.textWorkshopLeft) + ": " + inWords(s.due - at);
  }
  // What to leave out where the next step would begin too late.
  function advice(s, at) {
    if (s.ended || s.waiting || !s.next || s.next.late === null) return "";
    var begins = Math.max(at, s.end) - run.due;
    return begins > s.next.late * MINUTE ? fill(words.textDrop, { drop: s.next.drop }) : "";
  }

  function say(text) { said.textContent = ""; said.textContent = text; }

  // Says what has changed: another step, its last two minutes, its end. Not each second.
  function announce(s) {
    var stage = s.left <= 0 ? 2 : s.left <= LAST && s.step.minutes * MINUTE > LAST ? 1 : 0;
    var fresh = told.step !== s.index;
    if (s.waiting || s.ended) return;
    if (!fresh && stage <= told.stage) return;
    told = { step: s.index, stage: stage };
    var values = { title: s.step.title, clock: clockTime(s.end), next: nextWords(s.next) };
    if (stage === 2) say(fill(words.textSayOver, values));
    else if (fresh) say(fill(words.textSayStep, values));
    else say(fill(words.textSayTwo, values));
  }

  function update() {
    if (!run) return;
    var at = now();
    var s = state(at);
    var over = !s.ended && s.left < 0;
    var last = !s.ended && !s.waiting && !over && s.left <= LAST && s.step.minutes * MINUTE > LAST;
    face.classList.toggle("is-over", over);
    face.classList.toggle("is-last", last);
    face.classList.toggle("is-waiting", s.waiting);
    put(part("count"), fill(words.textCount, { n: s.index + 1, all: plan.steps.length }));
    put(part("step"), s.ended ? words.textEnded : s.step.title);
    var word = s.waiting ? words.textWaiting : over ? words.textOver : last ? words.textLast : words.textLeft;
    put(part("digits"), s.ended ? clockTime(run.ended) : (over ? "+" : "") + digits(s.left));
    put(part("word"), s.ended ? "" : word);
    put(part("left-words"), s.ended ? clockTime(run.ended) : inWords(s.left) + " " + word);
    var total = s.due - (s.ended ? run.ended : Math.max(at, run.began[0]));
    put(part("workshop-label"), total < 0 ? words.textWorkshopOver : words.textWorkshopLeft);
    put(part("workshop-digits"), digits(total));
    put(part("workshop-words"), inWords(total));
    put(part("next"), s.ended ? words.textNextNone : s.waiting ? nextWords(s.step) : nextWords(s.next));
    put(part("finish-label"), s.ended ? words.textFinished : words.textFinish);
    put(part("finish"), finishWords(s));
    var drop = advice(s, at);
    put(part("advice"), drop);
    show(part("advice"), drop !== "");
    put(next, s.waiting ? words.textButtonBegin : s.next ? words.textButtonNext : words.textButtonFinish);
    next.setAttribute("aria-disabled", String(s.ended));
    back.setAttribute("aria-disabled", String(s.index === 0 && !s.ended));
    plan.steps.forEach(function (step, index) {
      put(step.began, index < run.began.length && !s.waiting ? clockTime(run.began[index]) : "");
      if (index === s.index && !s.ended && !s.waiting) step.row.setAttribute("aria-current", "step");
      else step.row.removeAttribute("aria-current");
    });
    draw(s, at);
    announce(s);
  }

  // The plan as one line: what is done, and how far the step has come.
  function draw(s, at) {
    var line = part("line");
    if (line.childElementCount !== plan.steps.length) {
      line.textContent = "";
      plan.steps.forEach(function (step) {
        var piece = document.createElement("span");
        piece.style.flexGrow = step.minutes;
        piece.appendChild(document.createElement("span"));
        line.appendChild(piece);
      });
    }
    plan.steps.forEach(function (step, index) {
      var done = s.ended || index < s.index ? 1 : index > s.index || s.waiting ? 0
        : Math.min(1, (at - run.began[index]) / (step.minutes * MINUTE));
      line.children[index].className = index === s.index && !s.ended ? "is-now" : "";
      line.children[index].firstChild.style.width = (100 * done).toFixed(1) + "%";
    });
  }

  // The moment of a time of day: the one that is nearest to now.
  function moment(text) {
    var match = /^(\d{1,2}):(\d{2})/.exec(text);
    if (!match) return null;
    var date = new Date(now());
    date.setHours(Number(match[1]), Number(match[2]), 0, 0);
    var half = 12 * 60 * MINUTE;
    if (date.getTime() - now() > half) date.setDate(date.getDate() - 1);
    else if (now() - date.getTime() > half) date.setDate(date.getDate() + 1);
    return date.getTime();
  }

  function complain(text) {
    put(error, text);
    show(error, true);
    start.setAttribute("aria-invalid", "true");
    start.focus();
  }
  function begin(due, began) {
    run = { due: due, began: began, ended: null };
    told = { step: -1, stage: 0 };
    show(error, false);
    start.removeAttribute("aria-invalid");
    show(form, false);
    show(face, true);
    said.textContent = "";
    if (now() < began[0]) say(fill(words.textSayWaiting, { clock: clockTime(began[0]) }));
    update();
    if (!timer) timer = setInterval(update, 250);
    next.focus({ preventScroll: true });
    box.scrollIntoView({ behavior: "instant" });
  }
  // At a time that has passed already, the room is where the plan has it.
  function startAt() {
    var due = moment(start.value);
    if (due === null) return complain(words.textErrorTime);
    if (now() - due >= plan.length * MINUTE) return complain(fill(words.textErrorOver, { clock: start.value }));
    var began = [due], at = due;
    for (var index = 0; index + 1 < plan.steps.length; index += 1) {
      at += plan.steps[index].minutes * MINUTE;
      if (at > now()) break;
      began.push(at);
    }
    begin(due, began);
  }
  // Now: late or early, if that is near the time that was planned.
  function startNow() {
    var due = moment(start.value);
    var near = due !== null && Math.abs(now() - due) < plan.length * MINUTE;
    begin(near ? due : now(), [now()]);
  }
  function choose() {
    plan = plans[picker ? picker.selectedIndex : 0] || plans[0];
    start.value = plan.start;
    plans.forEach(function (other) { show(other.section, other === plan); });
    part("line").textContent = "";
  }

  form.addEventListener("submit", function (event) { event.preventDefault(); startAt(); });
  get("clock_now").addEventListener("click", startNow);
  if (picker) picker.addEventListener("change", choose);
  next.addEventListener("click", function () {
    var s = state(now());
    if (s.ended) return;
    if (s.waiting) run.began[0] = now();
    else if (s.next) run.began.push(now());
    else {
      run.ended = now();
      say(fill(words.textSayEnded, { clock: clockTime(run.ended) }));
    }
    update();
  });
  back.addEventListener("click", function () {
    if (run.ended !== null) run.ended = null;
    else if (run.began.length > 1) run.began.pop();
    else return;
    told = { step: -1, stage: 0 };
    update();
  });
  get("clock_reset").addEventListener("click", function () {
    if (!window.confirm(words.textResetSure)) return;
    run = null;
    clearInterval(timer);
    timer = null;
    plan.steps.forEach(function (step) { put(step.began, ""); step.row.removeAttribute("aria-current"); });
    if (document.fullscreenElement) document.exitFullscreen();
    show(face, false);
    show(form, true);
    say(words.textSayReset);
    start.focus();
  });
  get("clock_say").addEventListener("click", function () {
    var at = now();
    var s = state(at);
    if (s.ended) return say(fill(words.textSayEnded, { clock: clockTime(run.ended) }));
    if (s.waiting) return say(fill(words.textSayWaiting, { clock: clockTime(run.began[0]) }));
    say(fill(s.left < 0 ? words.textSayOverBy : words.textSayLeft, {
      title: s.step.title, left: inWords(s.left), workshop: workshopWords(s, at), finish: finishWords(s)
    }));
  });
  if (document.fullscreenEnabled && box.requestFullscreen) {
    full.hidden = false;
    full.addEventListener("click", function () {
      if (document.fullscreenElement) document.exitFullscreen(); else box.requestFullscreen();
    });
    document.addEventListener("fullscreenchange", function () {
      full.setAttribute("aria-pressed", String(document.fullscreenElement === box));
    });
  }
  // After sleep, another tab or a step back to this page: look at the time again.
  document.addEventListener("visibilitychange", update);
  window.addEventListener("pageshow", update);
  window.addEventListener("focus", update);

  choose();
  box.hidden = false;
})();
