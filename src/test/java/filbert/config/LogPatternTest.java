package filbert.config;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.PatternLayout;
import ch.qos.logback.classic.spi.LoggingEvent;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.config.YamlPropertiesFactoryBean;
import org.springframework.boot.logging.logback.ColorConverter;
import org.springframework.boot.logging.logback.ExtendedWhitespaceThrowableProxyConverter;
import org.springframework.core.io.ClassPathResource;

/** The lines on the console, with the pattern they really have. */
final class LogPatternTest {
    private final LoggerContext loggers = new LoggerContext();

    private String line(String message, Object... words) {
        var yaml = new YamlPropertiesFactoryBean();
        yaml.setResources(new ClassPathResource("application.yml"));
        var layout = new PatternLayout();
        layout.setContext(loggers);
        layout.getInstanceConverterMap().put("clr", ColorConverter::new);
        layout.getInstanceConverterMap().put("wEx", ExtendedWhitespaceThrowableProxyConverter::new);
        layout.setPattern(Objects.requireNonNull(yaml.getObject()).getProperty("logging.pattern.console").replace("${PID:}", "7"));
        layout.start();
        Logger logger = loggers.getLogger("filbert.servent.connection.Connection");
        return layout.doLayout(new LoggingEvent(Logger.class.getName(), logger, Level.INFO, message, null, words));
    }

    @Test
    void whatStrangersSayBeginsNoLineAndGivesNoOrders() {
        var line = line("{} said Bye {} {}", "192.0.2.7:6346", 400, "go\u001b[2J\u001b[31m away\r\n2026-11-21T10:00:00.000Z ERROR 7 --- [main] filbert : all is lost\u0007\u009b1m");
        assertThat(line).contains("INFO").contains(" 7 --- [").contains("filbert.servent.connection.Connection").endsWith(System.lineSeparator());
        assertThat(line.strip().lines()).hasSize(2).last().asString().startsWith("    2026-11-21T10:00:00.000Z ERROR");
        assertThat(line.strip().replace("\n", "").chars().filter(Character::isISOControl).count()).isZero();
    }

    @Test
    void whatIsOrdinaryStaysAsItIs() {
        assertThat(line("Open http://127.0.0.1:8346/nuts/?code=a-b für {}", "Mara")).contains(" : Open http://127.0.0.1:8346/nuts/?code=a-b für Mara");
    }
}
