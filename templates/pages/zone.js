// Sets the time zone of a sign-up form to the browser's, where nothing is chosen yet. The form works without it.
(function () {
  "use strict";
  var zone;
  try {
    zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  } catch (error) {
    return;
  }
  if (!zone) return;
  // Ours offers a list; the snippet for other pages has a hidden field.
  document.querySelectorAll('select[name="timeZone"][data-guess], input[type="hidden"][name="timeZone"]').forEach(function (field) {
    if (field.value !== "") return;
    field.value = zone;
    if (field.value !== zone) {
      field.value = "";
      return;
    }
    var told = field.form && field.form.querySelector("[data-guessed-zone]");
    if (told) told.textContent = "(" + zone.split("/").pop().replace(/_/g, " ") + ")";
  });
})();
