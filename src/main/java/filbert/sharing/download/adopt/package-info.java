/**
 * What another program, another machine or another Filbert left of a file, told apart and read without trusting a byte of it:
 * {@link filbert.sharing.download.adopt.Leftovers} says what one file is, {@link filbert.sharing.download.adopt.Search} goes through a folder.
 * Everything here blocks, opens for reading only, and follows no symbolic link. Whether the bytes are right is found out later, by the tree or
 * the SHA-1, once they are in a partial file of ours.
 */
@NullMarked
package filbert.sharing.download.adopt;

import org.jspecify.annotations.NullMarked;
