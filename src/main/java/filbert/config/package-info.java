/** Properties and wiring: the only place that sees everything. Start with {@code Filbert}, the main class. */
@NullMarked
package filbert.config;

import org.jspecify.annotations.NullMarked;
