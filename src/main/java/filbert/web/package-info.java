/**
 * Pages and their live fragments, one package per page family. Controllers translate and nothing else: plain blocking methods, run on virtual
 * threads. Never imports {@code wire} or {@code net}.
 *
 * <p>Here stands what all families share. Start with {@link filbert.web.Shell}, what surrounds every page, and {@link filbert.web.Live}, which
 * keeps a page that somebody looks at true. A page is a template below {@code frontend/templates}; a row of it is a fragment of that
 * template, and the stream sends the same fragment.
 */
@NullMarked
package filbert.web;

import org.jspecify.annotations.NullMarked;
