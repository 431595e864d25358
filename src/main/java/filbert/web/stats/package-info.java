/** Figures over time as charts, each with its table. */
@NullMarked
package filbert.web.stats;

import org.jspecify.annotations.NullMarked;
