// Tells the page every tenth of a second that time goes by: a hidden page's own timers are slowed, a worker's are not.
setInterval(() => postMessage(0), 100);
