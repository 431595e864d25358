// A player that finds no way to play its file says so, beside the way to save it. Errors of media do not bubble.
export function players() {
  document.addEventListener(
    "error",
    (event) => {
      const error = event.target.matches?.(".player") && event.target.error;
      if (error && error.code >= MediaError.MEDIA_ERR_DECODE) {
        event.target.parentElement.querySelector("[data-cannot]").hidden = false;
      }
    },
    true,
  );
}
