// Questions to check oneself by: a classic script, so that it runs from a folder. It turns the options
// as they are printed into radio buttons or boxes to tick, and says at once whether they are right. It
// stores nothing and sends nothing. Without it the answers unfold below each question.
(function () {
  "use strict";
  var words = document.currentScript.dataset;
  function all(selector, within) { return Array.prototype.slice.call(within.querySelectorAll(selector)); }
  function element(name, className, text) {
    var made = document.createElement(name);
    if (className) made.className = className;
    if (text) made.textContent = text;
    return made;
  }

  all("div.question", document).forEach(function (question, index) {
    var options = question.querySelector("ul.question-options");
    var answer = question.querySelector("details.question-answer");
    var answers = answer && answer.querySelector("ul");
    if (!options || !answers) return;
    var rights = Array.prototype.map.call(answers.children, function (item) { return item.classList.contains("question-right"); });
    if (rights.length !== options.children.length) return;
    var several = rights.filter(Boolean).length > 1;
    var name = "question_" + (index + 1);

    // The question names the group.
    var group = element("fieldset", "question-group");
    var named = [];
    for (var before = options.previousElementSibling; before; before = before.previousElementSibling) {
      if (!before.id) before.id = name + "_asks_" + (named.length + 1);
      named.unshift(before.id);
    }
    group.setAttribute("aria-labelledby", named.join(" "));
    var hint = element("p", "hint screen-only", several ? words.several : words.one);
    hint.id = name + "_hint";
    group.setAttribute("aria-describedby", hint.id);

    var texts = [];
    var controls = Array.prototype.map.call(options.children, function (item, at) {
      var control = element("input"), label = element("label");
      control.type = several ? "checkbox" : "radio";
      control.name = name;
      control.id = name + "_" + (at + 1);
      control.autocomplete = "off";
      label.htmlFor = control.id;
      texts.push(item.textContent.trim().replace(/\s+/g, " "));
      while (item.firstChild) {
        var child = item.firstChild;
        if (child.nodeName === "P") {
          while (child.firstChild) label.appendChild(child.firstChild);
          label.appendChild(document.createTextNode(" "));
          child.remove();
        } else label.appendChild(child);
      }
      item.classList.add("choice");
      item.appendChild(control);
      item.appendChild(label);
      return control;
    });

    var check = element("button", "button", words.check);
    var again = element("button", "button", words.again);
    check.type = again.type = "button";
    again.hidden = true;
    var buttons = element("p", "clock-buttons screen-only");
    buttons.appendChild(check);
    buttons.appendChild(document.createTextNode(" "));
    buttons.appendChild(again);
    var said = element("p", "question-said screen-only");
    said.setAttribute("role", "status");
    var why = element("div", "question-why screen-only");
    why.hidden = true;
    for (var part = answers.nextElementSibling; part; part = part.nextElementSibling) {
      var copy = part.cloneNode(true);
      copy.removeAttribute("id");
      all("[id]", copy).forEach(function (inner) { inner.removeAttribute("id"); });
      why.appendChild(copy);
    }

    function say(text, className) {
      said.textContent = "";
      said.className = "question-said screen-only " + className;
      said.textContent = text;
    }
    check.addEventListener("click", function () {
      if (!controls.some(function (control) { return control.checked; })) {
        say(several ? words.chooseAll : words.choose, "");
        controls[0].focus();
        return;
      }
      var right = controls.every(function (control, at) { return control.checked === rights[at]; });
      var which = texts.filter(function (text, at) { return rights[at]; }).join("; ").replace(/\.; /g, "; ");
      if (right) say(words.right, "question-right");
      else say((several ? words.wrongAll : words.wrong).replace("{answers}", which), "question-wrong");
      why.hidden = !why.childElementCount;
      again.hidden = false;
    });
    again.addEventListener("click", function () {
      controls.forEach(function (control) { control.checked = false; });
      say("", "");
      why.hidden = true;
      again.hidden = true;
      controls[0].focus();
    });

    options.parentNode.insertBefore(group, options);
    group.appendChild(hint);
    group.appendChild(options);
    question.insertBefore(buttons, answer);
    question.insertBefore(said, answer);
    question.insertBefore(why, answer);
    question.classList.add("is-scripted");
  });
})();
