/**
 * Pages and their live fragments, one package per page family. Controllers translate and nothing else: plain blocking methods, run on virtual
 * threads. Never imports {@code wire} or {@code net}.
 */
@NullMarked
package filbert.web;

import org.jspecify.annotations.NullMarked;
