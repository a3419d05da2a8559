// Package mail takes mails, mailboxes and saved pages in MIME form (MHTML)
// apart: headers, parts with their transfer encoding undone, the text to read
// and the attachments. What is damaged is read as far as it goes. It leaves the
// charset of a part and the article in it to package read.
package mail
