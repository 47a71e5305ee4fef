// A piece of the page that could not be fetched (the network changed, the server was started anew) would leave it blank or a screen
// without its code: the page is loaded again, after 1 s, 2 s, 4 s and so on up to 30 s. What is typed on a card is kept by the browser.
;(function () {
  var KEY = 'ringcard.reloads'
  var waiting = false

  function tries() {
    try {
      return Number(sessionStorage.getItem(KEY)) || 0
    } catch (e) {
      return 5
    }
  }
  function note(count) {
    try {
      sessionStorage.setItem(KEY, String(count))
    } catch (e) {
      // a browser without storage waits the longest time each time
    }
  }
  function again() {
    if (waiting) return
    waiting = true
    var count = tries()
    note(count + 1)
    setTimeout(reload, Math.min(1000 * Math.pow(2, count), 30000))
  }

  // While nobody answers, what is on the screen stays: a page that is not there would take its place.
  function reload() {
    fetch('/', { cache: 'no-store' }).then(
      function (answer) {
        if (answer.ok) location.reload()
        else setTimeout(reload, 1000)
      },
      function () {
        setTimeout(reload, 1000)
      },
    )
  }

  addEventListener(
    'error',
    function (event) {
      var piece = event.target && event.target.tagName
      if (piece === 'SCRIPT' || (piece === 'LINK' && event.target.rel === 'stylesheet')) again()
    },
    true,
  )
  addEventListener('vite:preloadError', again)
  addEventListener('load', function () {
    setTimeout(function () {
      if (!waiting) note(0)
    }, 10000)
  })
})()
