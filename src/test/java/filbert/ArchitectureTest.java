package filbert;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import org.jspecify.annotations.NullMarked;

/** The map of the house, as ARCHITECTURE.md draws it. */
@AnalyzeClasses(packages = "filbert", importOptions = ImportOption.DoNotIncludeTests.class)
final class ArchitectureTest {
    private static final String[] COMMON = {"filbert.identity..", "filbert.event..", "java..", "javax..", "org.jspecify.."};

    @ArchTest
    static final ArchRule identityImportsNobody = only("filbert.identity..");

    @ArchTest
    static final ArchRule eventImportsNobody = only("filbert.event..");

    @ArchTest
    static final ArchRule wireKnowsBytesAndRecords = only("filbert.wire..", "io.netty.buffer..", "io.netty.util..");

    @ArchTest
    static final ArchRule netKnowsNoProtocol = classes()
            .that(resideInAPackage("filbert.net"))
            .should()
            .onlyDependOnClassesThat(resideInAnyPackage(plus("filbert.net", "io.netty.buffer..", "io.netty.util..")));

    @ArchTest
    static final ArchRule nettyStaysInNetNetty = noClasses()
            .that(not(resideInAnyPackage("filbert.net.netty..", "filbert.config..")))
            .should()
            .dependOnClassesThat(resideInAnyPackage("io.netty.channel..", "io.netty.handler..", "io.netty.bootstrap.."));

    @ArchTest
    static final ArchRule netNettyServesThePorts = only(
            "filbert.net.netty..", "filbert.net", "filbert.wire..", "io.netty..", "org.slf4j..");

    @ArchTest
    static final ArchRule netGatewayAsksTheRouterWithTheJdkAlone = only("filbert.net.gateway..", "filbert.net", "org.slf4j..");

    @ArchTest
    static final ArchRule netLanSpeaksToTheNeighboursByTheJdkAndJmdns = only(
            "filbert.net.lan..", "filbert.net", "io.netty.buffer..", "javax.jmdns..", "org.slf4j..");

    @ArchTest
    static final ArchRule jmdnsStaysInNetLan =
            noClasses().that(not(resideInAnyPackage("filbert.net.lan.."))).should().dependOnClassesThat(resideInAnyPackage("javax.jmdns.."));

    @ArchTest
    static final ArchRule serventIsPlain = only(
            "filbert.servent..", "filbert.net", "filbert.wire..", "io.netty.buffer..", "io.netty.util..", "io.micrometer..", "org.slf4j..");

    @ArchTest
    static final ArchRule sharingIsPlain = only(
            "filbert.sharing..",
            "filbert.servent..",
            "filbert.net",
            "filbert.wire..",
            "io.netty.buffer..",
            "io.netty.util..",
            "io.micrometer..",
            "org.slf4j..",
            "org.roaringbitmap..",
            "org.jaudiotagger..",
            "com.drew..");

    @ArchTest
    static final ArchRule householdIsPlain = only(
            "filbert.household..", "filbert.sharing..", "filbert.servent..", "org.slf4j..");

    @ArchTest
    static final ArchRule operationsKeepTheHouseByItsCommands = only(
            "filbert.operations..", "filbert.household..", "filbert.sharing..", "filbert.servent..", "org.slf4j..");

    @ArchTest
    static final ArchRule commandsKnowTheApiAlone = only("filbert.command..", "tools.jackson..");

    @ArchTest
    static final ArchRule webAndApiSeeViewsAndCommandsOnly = noClasses()
            .that(resideInAnyPackage("filbert.web..", "filbert.api.."))
            .should()
            .dependOnClassesThat(resideInAnyPackage("filbert.wire..", "filbert.net..", "filbert.store..", "filbert.config.."));

    @ArchTest
    static final ArchRule springStaysAtTheEdges = noClasses()
            .that(not(resideInAnyPackage("filbert.web..", "filbert.api..", "filbert.store..", "filbert.config..")))
            .should()
            .dependOnClassesThat(resideInAPackage("org.springframework.."));

    @ArchTest
    static final ArchRule storeImplementsPorts = noClasses()
            .that(resideInAPackage("filbert.store.."))
            .should()
            .dependOnClassesThat(resideInAnyPackage("filbert.web..", "filbert.api..", "filbert.config..", "filbert.wire..", "filbert.net.."));

    @ArchTest
    static final ArchRule nobodyButConfigSeesConfig = noClasses()
            .that(not(resideInAPackage("filbert.config..")))
            .should()
            .dependOnClassesThat(resideInAPackage("filbert.config.."));

    @ArchTest
    static final ArchRule insideServentArrowsDoNotLoop =
            slices().matching("filbert.servent.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule insideSharingArrowsDoNotLoop =
            slices().matching("filbert.sharing.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule everyPackageHasADoorPlate = classes().should(new ArchCondition<JavaClass>("stand behind a @NullMarked door plate") {
        @Override
        public void check(JavaClass type, ConditionEvents events) {
            var marked = type.getPackage().tryGetPackageInfo().map(info -> info.isAnnotatedWith(NullMarked.class)).orElse(false);
            if (!marked) {
                events.add(SimpleConditionEvent.violated(type, type.getPackageName() + " has no @NullMarked package-info"));
            }
        }
    });

    @ArchTest
    static void theMapIsNotEmpty(JavaClasses house) {
        org.assertj.core.api.Assertions.assertThat(house.size()).isGreaterThan(50);
    }

    private static ArchRule only(String home, String... mayImport) {
        return classes()
                .that(resideInAPackage(home))
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(plus(home, mayImport)));
    }

    private static String[] plus(String home, String... more) {
        var all = new String[COMMON.length + more.length + 1];
        System.arraycopy(COMMON, 0, all, 0, COMMON.length);
        System.arraycopy(more, 0, all, COMMON.length, more.length);
        all[all.length - 1] = home;
        return all;
    }
}
