/** The service worker that shows pages as messages and opens them; it keeps nothing and answers no request. */

self.addEventListener("push", (event) => {
  const { title, body, path, id } = event.data?.json() ?? {};
  const notice = /^(?:page_\d+|trial)_(\d+)$/.exec(id ?? "")?.[1];
  const show = self.registration.showNotification(title ?? "Vigil", {
    body,
    tag: path,
    renotify: true,
    requireInteraction: true,
    data: { path },
  });
  event.waitUntil(show.then(() => notice && tellShown(notice)));
});

self.addEventListener("notificationclick", (event) => {
  event.notification.close();
  const path = event.notification.data?.path ?? "/oncall";
  event.waitUntil(
    self.clients.matchAll({ type: "window" }).then((windows) => {
      const open = windows.find(({ url }) => new URL(url).pathname === path);
      return open ? open.focus() : self.clients.openWindow(path);
    }),
  );
});

/** The proof of delivery; without a session there is none, and the message stands all the same. */
function tellShown(notice) {
  return fetch(`/api/oncall/notices/${notice}/shown`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: "{}",
  }).catch(() => {});
}
