/** What a browser needs to show Filbert as a program of its own: only where the page came by https or from this very machine does it ask. */
@NullMarked
package filbert.web.installed;

import org.jspecify.annotations.NullMarked;
