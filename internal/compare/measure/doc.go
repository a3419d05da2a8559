// Package measure says how well package compare groups statements into
// utterances on gold sets, and fits its weights. It reads what it is given;
// finding and opening files is left to the commands.
package measure
