package filbert.showroom;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.context.support.ResourceBundleMessageSource;

/** The words of the pages as they are; while somebody looks for words that stand nowhere else, each text in brackets. */
public final class BracketedMessages extends ResourceBundleMessageSource {
    public static final String OPEN = "⟦";
    public static final String CLOSE = "⟧";

    private volatile boolean bracketed;

    BracketedMessages() {
        setBasenames("messages", "api-messages");
        setDefaultEncoding(StandardCharsets.UTF_8.name());
        setFallbackToSystemLocale(false);
    }

    public void bracketed(Runnable meanwhile) {
        bracketed = true;
        try {
            meanwhile.run();
        } finally {
            bracketed = false;
        }
    }

    @Override
    protected @Nullable String getMessageInternal(@Nullable String code, Object @Nullable [] args, @Nullable Locale locale) {
        var text = super.getMessageInternal(code, args, locale);
        return text == null || !bracketed ? text : OPEN + text + CLOSE;
    }
}
