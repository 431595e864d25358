/**
 * Looking at folders on disk: {@link filbert.sharing.library.scan.Walk} goes through a tree in a fixed order with little memory,
 * {@link filbert.sharing.library.scan.Excludes} says what is junk, {@link filbert.sharing.library.scan.FolderWatch} hears of changes. Everything
 * here blocks and runs on workers. Knows no store and no network. Arrows: {@code library} imports this package, never the reverse.
 */
@NullMarked
package filbert.sharing.library.scan;

import org.jspecify.annotations.NullMarked;
