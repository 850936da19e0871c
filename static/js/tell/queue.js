// What was counted on this phone and is not yet known to be safe with the server, kept in IndexedDB. Used by the page
// and by its service worker.
//
// A row: id (random, the server knows a count by it), team, url (where its code sends to), question, answer, at (ISO),
// undone, safe (the server has the count itself), rev (goes up when the row changes, so that an answer to an older
// sending does not remove a newer wish).
//
// Beside them, by team: what the server said last (url, day, questions, at: the server's own moment, expired).

const COUNTS = "counts";
const LAST = "last";
const HEARD = "heard";
const STORES = { [COUNTS]: "id", [LAST]: "team", [HEARD]: "team" };
let opening = null;

function open() {
  opening ??= new Promise((resolve, reject) => {
    const request = indexedDB.open("tell", 2);
    request.onupgradeneeded = () => {
      const there = request.result.objectStoreNames;
      for (const [name, keyPath] of Object.entries(STORES)) {
        if (!there.contains(name)) {
          request.result.createObjectStore(name, { keyPath });
        }
      }
    };
    request.onsuccess = () => {
      const database = request.result;
      database.onversionchange = () => database.close(); // a newer page must not wait for this one
      database.onclose = forget;
      resolve(database);
    };
    request.onerror = () => reject(request.error);
    request.onblocked = () => reject(new Error("blocked"));
  });
  opening.catch(forget); // one failure says nothing of the next time
  return opening;
}

function forget() {
  opening = null;
}

/** Runs `work(counts, last, heard)` in one transaction; gives what it returns once all of it is on disk. */
async function within(mode, work) {
  const database = await open();
  return new Promise((resolve, reject) => {
    let transaction;
    try {
      transaction = database.transaction(Object.keys(STORES), mode, { durability: "strict" });
    } catch (error) {
      forget(); // the connection was closed behind our back
      throw error;
    }
    const result = work(...Object.keys(STORES).map((name) => transaction.objectStore(name)));
    transaction.oncomplete = () => resolve(result instanceof IDBRequest ? result.result : result);
    transaction.onerror = () => reject(transaction.error);
    transaction.onabort = () => reject(transaction.error);
  });
}

/** Keeps a new count, as the one that can be undone. */
export function add(row) {
  return within("readwrite", (counts, last) => {
    counts.put(row);
    last.put(row);
  });
}

/** Takes the latest count back. The server is told whether or not it has heard of the count. */
export function undo(row) {
  return within("readwrite", (counts, last) => {
    last.put({ ...row, undone: true });
    const asked = counts.get(row.id);
    asked.onsuccess = () => {
      const kept = asked.result ?? { ...row, safe: true, rev: 0 };
      counts.put({ ...kept, undone: true, rev: kept.rev + 1 });
    };
  });
}

/** Gives all that waits, of one team or of all, oldest first. */
export async function waiting(team) {
  const rows = await within("readonly", (counts) => counts.getAll());
  return rows
    .filter((row) => team === undefined || row.team === team)
    .sort((a, b) => a.at.localeCompare(b.at));
}

/** Gives the latest count of a team on this phone, or undefined. */
export function latest(team) {
  return within("readonly", (_counts, last) => last.get(team));
}

/** Keeps what the server said last of a team's day, or that its code has ended. */
export function remember(said) {
  return within("readwrite", (_counts, _last, heard) => heard.put(said));
}

/** Gives what the server said last of a team, or undefined. */
export function remembered(team) {
  return within("readonly", (_counts, _last, heard) => heard.get(team));
}

/** Lets go of what was sent and answered, but for what has changed since. */
export function settle(sent, answered) {
  const ids = new Set(answered);
  return within("readwrite", (counts) => {
    for (const row of sent.filter(({ id }) => ids.has(id))) {
      const asked = counts.get(row.id);
      asked.onsuccess = () => {
        const now = asked.result;
        if (now && now.rev === row.rev) {
          counts.delete(row.id);
        } else if (now && !row.undone) {
          counts.put({ ...now, safe: true });
        }
      };
    }
  });
}
