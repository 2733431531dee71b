package org.tallystick.testnet;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.syntax.elements.ClassesShould;
import java.io.ByteArrayOutputStream;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** The arrows between the modules, and what the pure ones may touch; docs/architecture.md says why. */
final class ArchitectureTest {
    private static final String ROOT = "org.tallystick.";

    /**
     * Whom each module may use, by package root; who may use a module may use what that one uses. The testnet runs the
     * node as a program and uses none of its classes.
     */
    private static final Map<String, Set<String>> ARROWS = Map.of(
            "ledger", Set.of(),
            "consensus", Set.of("ledger"),
            "config", Set.of("ledger"),
            "api", Set.of("ledger"),
            "node", Set.of("ledger", "consensus", "config", "api"),
            "wallet", Set.of("ledger", "config", "api"),
            "testnet", Set.of("ledger", "config", "api", "wallet"));

    @SuppressWarnings("UnusedVariable") // read by @FieldSource
    private static final Set<String> MODULES = ARROWS.keySet();

    /** Where a program meets the clock and chance; the pure modules take both as arguments. */
    private static final Set<String> AMBIENT = Set.of(
            "java.time.Clock.systemUTC",
            "java.time.Instant.now",
            "java.lang.System.currentTimeMillis",
            "java.lang.System.nanoTime",
            "java.lang.Math.random",
            "java.lang.Thread.sleep",
            "java.util.Random.<init>",
            "java.util.UUID.randomUUID",
            "java.util.concurrent.ThreadLocalRandom.current",
            "java.security.SecureRandom.<init>");

    private static final JavaClasses ALL = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .withImportOption(location -> !location.contains("-tests.jar")) // another module's tests, once packaged
            .importPackages("org.tallystick");

    @ParameterizedTest
    @FieldSource("MODULES")
    void a_module_uses_only_those_its_arrows_point_to(String module) {
        Set<String> allowed = ARROWS.getOrDefault(module, Set.of());
        String[] others = MODULES.stream()
                .filter(other -> !other.equals(module) && !allowed.contains(other))
                .map(ArchitectureTest::packagesOf)
                .toArray(String[]::new);
        noClasses()
                .that()
                .resideInAPackage(packagesOf(module))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(others)
                .check(ALL);
    }

    @Test
    void every_class_belongs_to_a_module_with_arrows() {
        String[] modules = MODULES.stream().map(ArchitectureTest::packagesOf).toArray(String[]::new);
        classes().should().resideInAnyPackage(modules).check(ALL);
    }

    @Test
    void packages_depend_on_each_other_in_no_circle() {
        slices().matching(ROOT + "(**)").should().beFreeOfCycles().check(ALL);
    }

    @Test
    void the_pure_modules_take_time_and_chance_as_arguments() {
        DescribedPredicate<JavaCall<?>> ambient = DescribedPredicate.describe(
                "reads the clock or rolls dice",
                call -> AMBIENT.contains(call.getTargetOwner().getFullName() + "."
                        + call.getTarget().getName()));
        noPureClasses().callCodeUnitWhere(ambient).check(ALL);
    }

    @Test
    void the_pure_modules_do_no_input_or_output() {
        DescribedPredicate<JavaClass> inputOrOutput = resideInAnyPackage(
                        "java.io..", "java.nio.file..", "java.nio.channels..", "java.net..", "java.sql..")
                .and(not(type(ByteArrayOutputStream.class)));
        noPureClasses().dependOnClassesThat(inputOrOutput).check(ALL);
    }

    @Test
    void the_pure_modules_have_no_threads() {
        noPureClasses().dependOnClassesThat().areAssignableTo(Executor.class).check(ALL);
        noPureClasses().dependOnClassesThat().areAssignableTo(Thread.class).check(ALL);
    }

    private static ClassesShould noPureClasses() {
        return noClasses()
                .that()
                .resideInAnyPackage(packagesOf("ledger"), packagesOf("consensus"))
                .should();
    }

    private static String packagesOf(String module) {
        return ROOT + module + "..";
    }
}
