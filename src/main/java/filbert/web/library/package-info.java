/**
 * The shared library: its files, and its folders with what sharing them would mean. Start with {@link filbert.web.library.FolderPages}, which
 * set-up uses too.
 */
@NullMarked
package filbert.web.library;

import org.jspecify.annotations.NullMarked;
