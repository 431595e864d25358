package filbert.config.rescue;

import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.FormatStyle;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.context.support.ResourceBundleMessageSource;
import org.thymeleaf.context.Context;
import org.thymeleaf.spring6.SpringTemplateEngine;
import org.thymeleaf.templateresolver.ClassLoaderTemplateResolver;

/** The page, rendered without the application. */
final class RescuePage {
    private static final String BEFORE_DATE = "filbert-";
    private static final String AFTER_DATE = ".sql.gz";
    private static final List<Locale> SPOKEN = List.of(Locale.ENGLISH, Locale.GERMAN);
    private static final int LONGEST_WISH = 200; // characters of Accept-Language; browsers send a few dozen

    private final SpringTemplateEngine templates = new SpringTemplateEngine();

    RescuePage() {
        var resolver = new ClassLoaderTemplateResolver();
        resolver.setPrefix("frontend/templates/");
        resolver.setSuffix(".html");
        resolver.setCharacterEncoding("UTF-8");
        templates.setTemplateResolver(resolver);
        var messages = new ResourceBundleMessageSource();
        messages.setBasename("rescue-messages");
        messages.setDefaultEncoding("UTF-8");
        messages.setFallbackToSystemLocale(false);
        templates.setMessageSource(messages);
    }

    /** The day a backup is from. */
    static String name(Path backup) {
        return backup.getFileName().toString().replace(BEFORE_DATE, "").replace(AFTER_DATE, "");
    }

    /** As people write that day, where it is one. */
    private static String day(String name, Locale language) {
        try {
            return LocalDate.parse(name).format(DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG).withLocale(language.equals(Locale.ENGLISH) ? Locale.UK : language));
        } catch (DateTimeParseException other) {
            return name;
        }
    }

    /** @param wanted {@code Accept-Language}; English where it is blank, or nothing we know */
    static Locale language(String wanted) {
        try {
            var found = wanted.isBlank() || wanted.length() > LONGEST_WISH ? null : Locale.lookup(Locale.LanguageRange.parse(wanted), SPOKEN);
            return found == null ? Locale.ENGLISH : found;
        } catch (IllegalArgumentException odd) {
            return Locale.ENGLISH;
        }
    }

    String choose(Locale language, String damage, List<String> backups, String problem, String code) {
        var context = new Context(language);
        context.setVariable("damage", damage);
        context.setVariable("backups", backups.stream().map(name -> Map.entry(name, day(name, language))).toList());
        context.setVariable("problem", problem);
        context.setVariable("code", code);
        context.setVariable("done", false);
        return templates.process("rescue/rescue", context);
    }

    String done(Locale language) {
        var context = new Context(language);
        context.setVariable("done", true);
        return templates.process("rescue/rescue", context);
    }
}
