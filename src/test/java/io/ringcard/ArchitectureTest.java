package io.ringcard;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * The arrows of the house: a room imports only rooms printed above it, and of those only the ones
 * in its line.
 */
class ArchitectureTest {

  private static final String HOUSE =
      """
      kernel    :
      thread    :
      store     : kernel thread
      http      : kernel thread
      export    : kernel http
      staff     : kernel store http
      undo      : kernel store http staff
      setting   : kernel store http staff
      book      : kernel store http staff
      pbx       :
      ami       : kernel thread pbx
      cel       : kernel pbx
      call      : kernel pbx
      client    : kernel store http staff undo book
      calllog   : kernel store http export staff undo pbx ami cel call client
      balance   : kernel store http calllog
      numbering : kernel store http setting client calllog
      recording : kernel store http staff undo call calllog
      history   : kernel store http pbx cel call calllog recording
      records   : kernel store http pbx cel calllog recording history
      pipeline  : kernel store http staff undo book client calllog
      flight    : kernel store http staff pbx ami cel call calllog
      missed    : kernel store http export staff undo setting client calllog
      planning  : kernel store http staff undo call client calllog pipeline missed
      outcome   : kernel store http staff undo client calllog pipeline planning
      card      : kernel store http staff undo call client calllog recording pipeline planning outcome
      search    : kernel store http client pipeline
      dial      : kernel store http staff setting pbx ami call
      report    : kernel store http export staff calllog outcome
      doctor    : kernel store http ami cel calllog recording history
      exchange  : kernel store http pbx ami cel calllog history records flight dial doctor
      demo      : kernel store http staff book pbx client calllog recording pipeline planning outcome
      bench     : kernel thread store http staff pbx ami call client calllog history
      cli       : kernel store http staff undo setting pbx ami cel call client calllog recording pipeline planning outcome card search dial report demo
      """;

  private static final JavaClasses PRODUCT =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("io.ringcard");

  @Test
  void roomsImportOnlyWhatTheTableAllows() {
    var table = new LinkedHashMap<String, Set<String>>();
    for (var line : HOUSE.lines().toList()) {
      var parts = line.split(":", -1);
      var allowed = new TreeSet<>(Arrays.asList(parts[1].trim().split(" +")));
      allowed.remove("");
      assertThat(table.keySet()).as("rooms above " + parts[0].trim()).containsAll(allowed);
      table.put(parts[0].trim(), allowed);
    }
    var wrong = new TreeSet<String>();
    for (JavaClass type : PRODUCT) {
      var room = room(type);
      if (room.isEmpty()) {
        continue;
      }
      var allowed = table.getOrDefault(room, Set.of());
      if (!table.containsKey(room)) {
        wrong.add(room + " is not in the table");
      }
      for (var dependency : type.getDirectDependenciesFromSelf()) {
        var target = dependency.getTargetClass();
        var other = room(target);
        if (target.getPackageName().startsWith("io.ringcard")
            && !other.equals(room)
            && !allowed.contains(other)) {
          wrong.add(type.getName() + " -> " + target.getName());
        }
      }
    }
    assertThat(wrong).isEmpty();
  }

  @Test
  void freeOfCircles() {
    slices().matching("io.ringcard.(*)..").should().beFreeOfCycles().check(PRODUCT);
  }

  @Test
  void librariesStayBehindTheirWalls() {
    var walls =
        Map.of(
            "org.asteriskjava..", new String[] {"io.ringcard.ami..", "io.ringcard.bench.."},
            "org.bytedeco..", new String[] {"io.ringcard.recording.."},
            "java.sql..",
                new String[] {
                  "io.ringcard.store..", "io.ringcard.history..", "io.ringcard.doctor.."
                },
            "org.mariadb..", new String[] {},
            "org.flywaydb..", new String[] {"io.ringcard.store.."},
            "io.zonky..", new String[] {"io.ringcard.store.."});
    walls.forEach((library, rooms) ->
        noClasses()
            .that(not(resideInAnyPackage(rooms)))
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(library)
            .allowEmptyShould(true)
            .check(PRODUCT));
    noClasses()
        .that(not(resideInAnyPackage("io.ringcard.store..")))
        .and(not(inSqlClass()))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.vertx.sqlclient..", "io.vertx.pgclient..")
        .allowEmptyShould(true)
        .check(PRODUCT);
    noClasses()
        .that(resideInAnyPackage("io.ringcard.kernel..", "io.ringcard.pbx..", "io.ringcard.call.."))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.vertx..")
        .allowEmptyShould(true)
        .check(PRODUCT);
  }

  private static com.tngtech.archunit.base.DescribedPredicate<JavaClass> inSqlClass() {
    return com.tngtech.archunit.base.DescribedPredicate.describe(
        "in a class named …Sql",
        type -> {
          var outer = type.getName().split("\\$")[0];
          return outer.endsWith("Sql");
        });
  }

  private static String room(JavaClass type) {
    var rest = type.getPackageName().replaceFirst("^io\\.ringcard\\.?", "");
    return type.getPackageName().startsWith("io.ringcard") ? rest.split("\\.")[0] : "";
  }
}
