// The rows of the floor's lists, for its page and its main process.
const names = ['Ana Oliveira', 'Bo Larsen', 'Chi Nguyen', 'Dina Haddad', 'Eli Fischer', 'Hana Kimura'];

/** The texts of a row's cells. */
function rowOf(size, index) {
  const name = `${names[(index + size) % names.length]} ${index}`;
  const email = `${name.toLowerCase().replaceAll(' ', '.')}@${size}.example`;
  return ['', `${name} ${email}`, index % 10 === 9 ? 'Approver' : 'Editor', 'Active', '3 Mar 2025', '…'];
}

/** A page of 50 rows. Every text finds other rows, so that each key writes all of them. */
function foundBy(size, text) {
  const start = [...text].reduce((sum, letter) => sum + letter.charCodeAt(0), 0);
  return Array.from({ length: 50 }, (_, at) => rowOf(size, (start * 100 + at * 7) % size));
}

if (typeof module !== 'undefined') module.exports = { foundBy };
