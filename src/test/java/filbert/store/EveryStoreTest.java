package filbert.store;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.nio.file.Path;

/** Every store is tested on every database we speak to. */
@AnalyzeClasses(packages = "filbert.store", importOptions = EveryStoreTest.OfThisPackage.class)
final class EveryStoreTest {
    static final class OfThisPackage implements ImportOption {
        @Override
        public boolean includes(Location location) {
            return location.contains("/filbert/store/");
        }
    }

    @ArchTest
    static final ArchRule aStoreHasATestThatRunsOnBoth = classes()
            .that()
            .haveSimpleNameStartingWith("H2")
            .and()
            .haveSimpleNameNotEndingWith("Test")
            .and()
            .areTopLevelClasses()
            .should(new ArchCondition<>("be used by a test that extends StoreTest") {
                @Override
                public void check(JavaClass store, ConditionEvents events) {
                    var tested = store.getDirectDependenciesToSelf().stream().anyMatch(use -> use.getOriginClass().isAssignableTo(StoreTest.class));
                    events.add(new SimpleConditionEvent(store, tested, store.getName() + " has no test that extends StoreTest"));
                }
            });

    @ArchTest
    static final ArchRule aTestOfAStoreAsksForItsHouse = noClasses()
            .that()
            .haveSimpleNameEndingWith("StoreTest")
            .and()
            .doNotHaveFullyQualifiedName(StoreTest.class.getName())
            .or()
            .areAssignableTo(StoreTest.class)
            .and()
            .doNotHaveFullyQualifiedName(StoreTest.class.getName())
            .should()
            .callMethod(Database.class, "open", Path.class)
            .because("house() of StoreTest opens it on H2 and on PostgreSQL in turn");
}
