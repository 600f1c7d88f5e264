package org.offhook.server.house;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// The borders of ARCHITECTURE.md. The compiler forbids what Maven's module borders can; this forbids the rest.
final class BordersTest {

    private static final String[] PURE = {
        "org.offhook.protocols..", "org.offhook.core..", "org.offhook.media..", "org.offhook.api.."
    };

    private static final JavaClasses ALL = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("org.offhook");

    /// What asks the machine for the time, for randomness or for a thread. Inject a Clock, a Scheduler, a
    /// RandomGenerator, an Executor or Scripts instead: the simulator runs this code under its own.
    private static final Set<String> MACHINE = Set.of(
            "java.time.Instant.now",
            "java.time.LocalDate.now",
            "java.time.LocalDateTime.now",
            "java.time.ZonedDateTime.now",
            "java.time.OffsetDateTime.now",
            "java.lang.System.nanoTime",
            "java.lang.System.currentTimeMillis",
            "java.lang.System.getenv",
            "java.lang.System.getProperty",
            "java.lang.Math.random",
            "java.util.UUID.randomUUID",
            "java.lang.Thread.sleep",
            "java.lang.Thread.start",
            "java.lang.Thread.startVirtualThread",
            "java.lang.Thread.ofVirtual",
            "java.lang.Thread.ofPlatform",
            "java.util.concurrent.CompletableFuture.supplyAsync",
            "java.util.concurrent.CompletableFuture.runAsync",
            "java.util.concurrent.locks.LockSupport.park",
            "java.util.concurrent.locks.LockSupport.parkNanos");

    private static final ArchRule PURE_MODULES_DO_NOT_ASK_THE_MACHINE = noClasses()
            .that()
            .resideInAnyPackage(PURE)
            .should()
            .callMethodWhere(new DescribedPredicate<JavaMethodCall>("it asks the machine (inject it instead)") {
                @Override
                public boolean test(JavaMethodCall call) {
                    return MACHINE.contains(call.getTargetOwner().getFullName() + "." + call.getName());
                }
            });

    private static final ArchRule PURE_MODULES_DO_NO_IO = noClasses()
            .that()
            .resideInAnyPackage(PURE)
            .should()
            .dependOnClassesThat(resideInAnyPackage("java.nio.channels..", "java.sql..", "java.net.http..")
                    .or(nameIn(Set.of(
                            "java.net.Socket",
                            "java.net.ServerSocket",
                            "java.net.DatagramSocket",
                            "java.net.HttpURLConnection",
                            "java.net.URLConnection",
                            "java.io.File",
                            "java.io.FileInputStream",
                            "java.io.FileOutputStream",
                            "java.io.RandomAccessFile",
                            "java.nio.file.Files",
                            "java.lang.ProcessBuilder",
                            "java.util.Random",
                            "java.security.SecureRandom",
                            "java.util.concurrent.ThreadLocalRandom",
                            "java.util.concurrent.locks.ReentrantLock",
                            "java.util.Timer"))));

    private static final ArchRule PROTOCOLS_KNOW_NOTHING_ABOVE = classes()
            .that()
            .resideInAPackage("org.offhook.protocols..")
            .should()
            .onlyDependOnClassesThat(resideInAnyPackage(
                    "org.offhook.protocols..", "java..", "javax.crypto..", "javax.xml..", "org.jspecify.."));

    private static final ArchRule CORE_KNOWS_ONLY_PROTOCOLS = classes()
            .that()
            .resideInAPackage("org.offhook.core..")
            .should()
            .onlyDependOnClassesThat(resideInAnyPackage(
                    "org.offhook.core..",
                    "org.offhook.protocols..",
                    "java..",
                    "javax.crypto..",
                    "javax.xml..",
                    "org.jspecify.."));

    private static final ArchRule TESTKIT_NEVER_TOUCHES_ADAPTERS = noClasses()
            .that()
            .resideInAPackage("org.offhook.testkit..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.offhook.adapters..", "org.offhook.server..");

    private static final ArchRule API_KNOWS_NO_SERVER = noClasses()
            .that()
            .resideInAPackage("org.offhook.api..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.offhook.media..", "org.offhook.adapters..", "org.eclipse.jetty..");

    private static final ArchRule NO_TANGLES_IN_PROTOCOLS =
            slices().matching("org.offhook.protocols.(**)").should().beFreeOfCycles();

    private static final ArchRule NO_TANGLES_IN_ADAPTERS =
            slices().matching("org.offhook.adapters.(*)..").should().beFreeOfCycles();

    @Test
    void pureModulesDoNotAskTheMachineForTimeRandomnessOrThreads() {
        PURE_MODULES_DO_NOT_ASK_THE_MACHINE.check(ALL);
    }

    @Test
    void pureModulesTouchNoSocketFileProcessOrLock() {
        PURE_MODULES_DO_NO_IO.check(ALL);
    }

    @Test
    void protocolsStandOnTheJdkAlone() {
        PROTOCOLS_KNOW_NOTHING_ABOVE.check(ALL);
    }

    @Test
    void coreStandsOnProtocolsAlone() {
        CORE_KNOWS_ONLY_PROTOCOLS.check(ALL);
    }

    @Test
    void testkitNeverTouchesAdapters() {
        TESTKIT_NEVER_TOUCHES_ADAPTERS.check(ALL);
    }

    @Test
    void theApiKnowsNoServer() {
        API_KNOWS_NO_SERVER.check(ALL);
    }

    @Test
    void protocolsAndAdaptersHaveNoCyclesBetweenRooms() {
        NO_TANGLES_IN_PROTOCOLS.check(ALL);
        NO_TANGLES_IN_ADAPTERS.check(ALL);
    }

    private static DescribedPredicate<JavaClass> nameIn(Set<String> names) {
        return new DescribedPredicate<>("named one of " + names) {
            @Override
            public boolean test(JavaClass type) {
                return names.contains(type.getFullName());
            }
        };
    }
}
