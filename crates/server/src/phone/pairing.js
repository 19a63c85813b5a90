// The key stands after #, which never leaves the phone; it goes on over HTTPS only.
const key = location.hash.slice(1);
if (/^[0-9a-f]{32}$/.test(key)) document.getElementById('open').href = '{{ADDRESS}}/pair?key=' + key;
