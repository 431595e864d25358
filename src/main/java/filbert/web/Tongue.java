package filbert.web;

import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.function.Supplier;

/**
 * The language of the page that is being built, for the figures and dates on it. It is set around a request and carried along to the threads
 * that build what was asked for; where nobody set it, it is English.
 */
public final class Tongue {
    private static final ScopedValue<Supplier<Locale>> SPOKEN = ScopedValue.newInstance();

    private Tongue() {}

    public static Locale spoken() {
        return SPOKEN.isBound() ? SPOKEN.get().get() : Languages.ENGLISH;
    }

    /** @param tongue asked for only when something is written */
    public static void speak(Supplier<Locale> tongue, Runnable what) {
        ScopedValue.where(SPOKEN, tongue).run(what);
    }

    /** The same, to be run on another thread in the language of this one. */
    public static Runnable carried(Runnable what) {
        if (!SPOKEN.isBound()) {
            return what;
        }
        var tongue = SPOKEN.get();
        return () -> speak(tongue, what);
    }

    /** What builds a view later, in the language of this thread. */
    static <T> Supplier<T> carried(Supplier<T> what) {
        var tongue = spoken();
        return () -> ScopedValue.where(SPOKEN, () -> tongue).call(what::get);
    }

    /** @param pattern with the day as {@code d MMM}, as English writes it */
    public static DateTimeFormatter dates(String pattern) {
        var tongue = spoken();
        return DateTimeFormatter.ofPattern(tongue.getLanguage().equals("de") ? pattern.replace("d MMM", "d. MMM") : pattern, tongue);
    }
}
