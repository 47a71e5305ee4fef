package io.ringcard.doctor;

import io.ringcard.ami.AmiExam;
import io.ringcard.ami.AmiFindings;
import io.ringcard.ami.AmiSettings;
import io.ringcard.ami.LinkReason;
import io.ringcard.doctor.Check.Paste;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** The exchange: reached, signed in, and set up as we need it. */
final class PbxChecks {

  /** The check of what the ids of an exchange's calls begin with. */
  static final String NAME = "pbx.name";

  private static final int ELDEST_VERSION = 16;
  private static final Duration SKEW_SEEN = Duration.ofSeconds(2);
  private static final Duration SKEW_WRONG = Duration.ofSeconds(60);
  private static final Paste WHERE = Paste.into(Paste.OURS, "host: …\nport: 5038");
  private static final Pattern MAJOR = Pattern.compile("^(?:[A-Za-z-]*)(\\d{1,3})\\.");

  private final AmiSettings settings;
  private final String context;
  private final List<Check> checks = new ArrayList<>();

  private PbxChecks(AmiSettings settings, String context) {
    this.settings = settings;
    this.context = context;
  }

  static List<Check> list(AmiSettings settings, String context) throws InterruptedException {
    try {
      return new PbxChecks(settings, context).judge(AmiExam.of(settings, context));
    } catch (IOException e) {
      return List.of(Check.fail("pbx.reach", "pbx.reach.closed", settings.toString()));
    }
  }

  /** What the findings of a visit mean. */
  static List<Check> of(AmiFindings found, AmiSettings settings, String context) {
    return new PbxChecks(settings, context).judge(found);
  }

  private List<Check> judge(AmiFindings found) {
    checks.add(reach(found.sign()));
    if (checks.getFirst().mark() == Check.Mark.OK) {
      checks.add(login(found.sign()));
    }
    if (found.sign() != LinkReason.CONNECTED) {
      checks.add(Check.warn("pbx.rest", "pbx.rest.skipped"));
      return checks;
    }
    checks.add(version(found));
    checks.add(times(found));
    checks.add(clock(found));
    checks.add(systemName(found));
    checks.addAll(new RightChecks(found, settings.user()).list());
    checks.add(context(found));
    checks.add(queues(found));
    return checks;
  }

  private Check reach(LinkReason reason) {
    return switch (reason) {
      case CONNECTED, PASSWORD -> Check.ok("pbx.reach", settings.toString());
      case REFUSED, TIMEOUT ->
          fail(reason).paste(WHERE, Paste.into("manager.conf, [general]", listening()));
      case TLS ->
          fail(reason)
              .paste(
                  Paste.into(
                      "manager.conf, [general]",
                      "tlsenable = yes\ntlsbindaddr = 0.0.0.0:5039\n"
                          + "tlscertfile = /etc/asterisk/keys/manager.pem\n"
                          + "tlsprivatekey = /etc/asterisk/keys/manager.key"),
                  Paste.into(
                      Paste.OURS, "port: 5039\ntls: true\ncertificate: /etc/ringcard/manager.pem"));
      case UNREACHABLE -> fail(reason).paste(WHERE);
      case CLOSED, STARTING, STOPPED -> fail(reason);
    };
  }

  private String listening() {
    return settings.tls()
        ? "enabled = yes\ntlsenable = yes\ntlsbindaddr = 0.0.0.0:" + settings.port()
        : "enabled = yes\nport = " + settings.port() + "\nbindaddr = 0.0.0.0";
  }

  private Check fail(LinkReason reason) {
    return Check.fail("pbx.reach", "pbx.reach." + reason.slug(), settings.toString());
  }

  private Check login(LinkReason reason) {
    return reason == LinkReason.CONNECTED
        ? Check.ok("pbx.login", settings.user())
        : Check.fail("pbx.login", "pbx.login.refused", settings.user())
            .paste(
                new Paste(
                    "manager.conf, [" + settings.user() + "]",
                    "manager_custom.conf, [" + settings.user() + "]",
                    "secret = …\npermit = …/255.255.255.255"),
                Paste.into(Paste.OURS, "user: " + settings.user() + "\nsecret: …"));
  }

  private static Check version(AmiFindings found) {
    var version = found.settings().getOrDefault("asteriskversion", "");
    var boot = found.boot().orElse("");
    if (version.isEmpty() || boot.isEmpty()) {
      return Check.warn("pbx.version", "pbx.version.untold");
    }
    var major = MAJOR.matcher(version);
    return major.find() && Integer.parseInt(major.group(1)) < ELDEST_VERSION
        ? Check.warn("pbx.version", "pbx.version.old", version, boot)
        : Check.ok("pbx.version", version, boot);
  }

  private static Check times(AmiFindings found) {
    if (found.timed().isEmpty()) {
      return Check.warn("pbx.times", "pbx.times.untold");
    }
    return found.timed().get()
        ? Check.ok("pbx.times")
        : Check.fail("pbx.times", "pbx.times.off")
            .paste(
                new Paste(
                    "manager.conf, [general]",
                    "manager_custom.conf, [general](+)",
                    "timestampevents = yes"));
  }

  private static Check clock(AmiFindings found) {
    if (found.skew().isEmpty()) {
      return Check.warn("pbx.clock", "pbx.clock.untold");
    }
    var skew = found.skew().get();
    var seconds = skew.toMillis() / 1000.0;
    if (skew.abs().compareTo(SKEW_SEEN) < 0) {
      return Check.ok("pbx.clock", seconds);
    }
    var key = "pbx.clock";
    return (skew.abs().compareTo(SKEW_WRONG) < 0
            ? Check.warn(key, "pbx.clock.skewed", seconds)
            : Check.fail(key, "pbx.clock.skewed", seconds))
        .paste(Paste.into("shell", "timedatectl set-ntp true"));
  }

  private static Check systemName(AmiFindings found) {
    if (found.settings().isEmpty()) {
      return Check.warn(NAME, "pbx.name.untold");
    }
    var name = found.settings().getOrDefault("systemname", "");
    return name.isBlank()
        ? Check.warn(NAME, "pbx.name.empty").paste(systemName("pbx"))
        : Check.ok(NAME, name);
  }

  static Paste systemName(String name) {
    return Paste.into("asterisk.conf, [options]", "systemname = " + name);
  }

  private Check context(AmiFindings found) {
    if (found.context().isEmpty()) {
      return Check.warn("pbx.context", "pbx.context.untold");
    }
    return found.context().get()
        ? Check.ok("pbx.context", context)
        : Check.fail("pbx.context", "pbx.context.missing", context)
            .paste(
                new Paste(
                    "extensions.conf",
                    "extensions_custom.conf",
                    "[" + context + "]\ninclude => from-internal"),
                Paste.into(Paste.OURS, "context: from-internal"));
  }

  private static Check queues(AmiFindings found) {
    return found.members().isEmpty()
        ? Check.warn("pbx.queues", "pbx.queues.none", found.queues().size())
        : Check.ok(
            "pbx.queues", found.queues().size(), found.members().stream().distinct().count());
  }
}
