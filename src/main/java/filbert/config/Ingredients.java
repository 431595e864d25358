package filbert.config;

import filbert.operations.About.Ingredient;
import java.util.List;

/** What of others is in the package, and on which terms: as their own POMs and the manifest of our scripts say. */
final class Ingredients {
    static final List<Ingredient> ALL = List.of(
            new Ingredient("Spring Boot, Framework, Security", "org.springframework", "Apache-2.0"),
            new Ingredient("Netty", "io.netty", "Apache-2.0"),
            new Ingredient("Project Reactor", "io.projectreactor", "Apache-2.0"),
            new Ingredient("Reactive Streams", "org.reactivestreams", "MIT-0"),
            new Ingredient("Thymeleaf, attoparser, unbescape", "org.thymeleaf", "Apache-2.0"),
            new Ingredient("Jackson", "tools.jackson", "Apache-2.0"),
            new Ingredient("Micrometer", "io.micrometer", "Apache-2.0"),
            new Ingredient("HdrHistogram", "org.hdrhistogram", "CC0-1.0 OR BSD-2-Clause"),
            new Ingredient("H2", "com.h2database", "MPL-2.0 OR EPL-1.0"),
            new Ingredient("PostgreSQL JDBC", "org.postgresql", "BSD-2-Clause"),
            new Ingredient("Checker Framework qualifiers", "org.checkerframework", "MIT"),
            new Ingredient("HikariCP", "com.zaxxer", "Apache-2.0"),
            new Ingredient("Flyway", "org.flywaydb", "Apache-2.0"),
            new Ingredient("RoaringBitmap", "org.roaringbitmap", "Apache-2.0"),
            new Ingredient("JmDNS", "org.jmdns", "Apache-2.0"),
            new Ingredient("jaudiotagger", "net.jthink", "LGPL-2.1-or-later"),
            new Ingredient("metadata-extractor", "com.drewnoakes", "Apache-2.0"),
            new Ingredient("XMP Core", "com.adobe.xmp", "BSD-3-Clause"),
            new Ingredient("QR Code generator", "io.nayuki", "MIT"),
            new Ingredient("JSpecify", "org.jspecify", "Apache-2.0"),
            new Ingredient("Logback", "ch.qos.logback", "EPL-2.0 OR LGPL-2.1-only"),
            new Ingredient("SLF4J", "org.slf4j", "MIT"),
            new Ingredient("Log4j API", "org.apache.logging.log4j", "Apache-2.0"),
            new Ingredient("Apache Commons Logging", "commons-logging", "Apache-2.0"),
            new Ingredient("SnakeYAML", "org.yaml", "Apache-2.0"),
            new Ingredient("Jakarta Annotations", "jakarta.annotation", "EPL-2.0 OR GPL-2.0 WITH Classpath-exception-2.0"),
            new Ingredient("htmx", "htmx.org", "0BSD"),
            new Ingredient("htmx: server-sent events", "htmx-ext-sse", "0BSD"),
            new Ingredient("Idiomorph", "idiomorph", "0BSD"),
            new Ingredient("uPlot", "uplot", "MIT"));

    private Ingredients() {}
}
