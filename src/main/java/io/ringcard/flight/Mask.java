package io.ringcard.flight;

import io.ringcard.ami.AmiBlock;
import io.ringcard.pbx.MixMonitorCall;
import io.ringcard.pbx.PbxEvent.Channel;
import io.ringcard.pbx.PbxProfile;
import io.ringcard.pbx.Signalled;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Blocks as a stranger may read them: the same call among other people. Numbers, names, addresses
 * and recordings are replaced, each always by the same; headers that are not on the list are left
 * out. One for one call.
 */
final class Mask {

  private enum Kind {
    /** Words and counts of the exchange itself. */
    PLAIN,
    ID,
    CHANNEL,
    NUMBER,
    NAME
  }

  /** By the end of the header's name: Asterisk puts Dest, Transferee and the like before it. */
  private static final Map<String, Kind> LAST =
      Map.ofEntries(
          Map.entry("Channel", Kind.CHANNEL),
          Map.entry("Uniqueid", Kind.ID),
          Map.entry("Linkedid", Kind.ID),
          Map.entry("CallerIDNum", Kind.NUMBER),
          Map.entry("ConnectedLineNum", Kind.NUMBER),
          Map.entry("Exten", Kind.NUMBER),
          Map.entry("CallerIDName", Kind.NAME),
          Map.entry("ConnectedLineName", Kind.NAME),
          Map.entry("ChannelState", Kind.PLAIN),
          Map.entry("ChannelStateDesc", Kind.PLAIN),
          Map.entry("BridgeUniqueid", Kind.PLAIN),
          Map.entry("BridgeType", Kind.PLAIN),
          Map.entry("BridgeTechnology", Kind.PLAIN),
          Map.entry("BridgeCreator", Kind.PLAIN));

  private static final Map<String, Kind> WHOLE =
      Map.ofEntries(
          Map.entry("UniqueID", Kind.ID),
          Map.entry("LinkedID", Kind.ID),
          Map.entry("DialString", Kind.NUMBER),
          Map.entry("ParkerDialString", Kind.NUMBER),
          Map.entry("Forward", Kind.NUMBER),
          Map.entry("Extension", Kind.NUMBER),
          Map.entry("Queue", Kind.NUMBER),
          Map.entry("ParkingSpace", Kind.NUMBER));

  private static final Set<String> PLAIN =
      Set.of(
          "Event",
          "Privilege",
          "Timestamp",
          "BridgeId",
          "Cause",
          "Cause-txt",
          "TechCause",
          "DialStatus",
          "Result",
          "Response",
          "IsExternal",
          "Duration",
          "Application",
          "Variable",
          "Uptime",
          "Status",
          "Shutdown",
          "Restart",
          "EventList");

  /** Asterisk's words for it. */
  private static final Set<String> NOTHING = Set.of("<unknown>", "<null>");

  private static final String DOCUMENTS = "192.0.2.";
  private static final Pattern OWN_ID =
      Pattern.compile("(?:[A-Za-z_-]+-)?[0-9]{9,10}\\.[0-9]{1,9}");
  private static final Pattern HOST = Pattern.compile("(?<=@)[^@/;,&\\s]*[.:\\[][^@/;,&\\s]*");
  private static final Pattern ADDRESS = Pattern.compile("[0-9]{1,3}(?:\\.[0-9]{1,3}){3}");
  private static final Pattern LETTER = Pattern.compile("\\p{L}");
  private static final Pattern LEG = Pattern.compile("(.*?)((?:-[rt]x)?(?:\\.[A-Za-z0-9]{1,8})?)");

  private final String numberVariable;
  private final Digits digits;
  private final Map<String, String> names = new LinkedHashMap<>();
  private final Map<String, String> users = new LinkedHashMap<>();
  private final Map<String, String> hosts = new LinkedHashMap<>();
  private final Map<String, String> files = new LinkedHashMap<>();

  Mask(PbxProfile profile, List<AmiBlock> blocks) {
    numberVariable = profile.numberVariable();
    var runs = new HashSet<String>();
    for (var block : blocks) {
      for (var line : block.lines()) {
        Digits.runs(line).results().forEach(run -> runs.add(Digits.own(run.group())));
      }
    }
    digits = new Digits(runs);
    blocks.forEach(this::learn);
  }

  /** Callers who are known by a word instead of a number: it may stand in other places, too. */
  private void learn(AmiBlock block) {
    for (var line : block.lines()) {
      var header = header(line);
      if (kind(header) == Kind.NUMBER && header.endsWith("Num")) {
        var number = Signalled.number(value(line));
        if (number != null && !NOTHING.contains(number) && LETTER.matcher(number).find()) {
          users.computeIfAbsent(number, _ -> "user" + "x".repeat(users.size() + 1));
        }
      }
    }
  }

  /** The lines that may leave, changed. */
  List<String> lines(AmiBlock block) {
    var lines = new ArrayList<String>();
    for (var line : block.lines()) {
      var value = masked(block, header(line), value(line));
      if (value != null) {
        lines.add(header(line) + ": " + value);
      }
    }
    return lines;
  }

  private @Nullable String masked(AmiBlock block, String header, String value) {
    if (header.equals("AppData")) {
      return application(value);
    }
    if (header.equals("Value")) {
      return variable(block.get("Variable"), value);
    }
    if (header.equals("RecordingFile")) {
      return file(value);
    }
    var kind = kind(header);
    return kind == null ? null : masked(kind, value);
  }

  private String masked(Kind kind, String value) {
    return switch (kind) {
      case PLAIN -> value;
      case ID -> id(value);
      case CHANNEL -> channel(value);
      case NUMBER -> number(value);
      case NAME -> name(value);
    };
  }

  private static @Nullable Kind kind(String header) {
    if (PLAIN.contains(header)) {
      return Kind.PLAIN;
    }
    if (WHOLE.containsKey(header)) {
      return WHOLE.get(header);
    }
    return LAST.entrySet().stream()
        .filter(known -> header.endsWith(known.getKey()))
        .max(Comparator.comparingInt(known -> known.getKey().length()))
        .map(Map.Entry::getValue)
        .orElse(null);
  }

  /** Asterisk's own ids are no numbers of people; one that was given from outside may be. */
  private String id(String value) {
    return OWN_ID.matcher(value).matches() ? value : number(value);
  }

  /** The running number at the end is Asterisk's. */
  private String channel(String value) {
    var dash = value.lastIndexOf('-');
    return dash < 0 ? number(value) : number(value.substring(0, dash)) + value.substring(dash);
  }

  String number(String value) {
    var text = value;
    for (var user : users.entrySet()) {
      text = text.replace(user.getKey(), user.getValue());
    }
    text = HOST.matcher(text).replaceAll(found -> host(found.group()));
    return replaceAddresses(text);
  }

  /** By those that are kept for documents (RFC 5737); what stands between them is digits. */
  private String replaceAddresses(String text) {
    var out = new StringBuilder();
    var from = 0;
    var found = ADDRESS.matcher(text);
    while (found.find()) {
      out.append(digits.mask(text.substring(from, found.start())));
      out.append(host(found.group()));
      from = found.end();
    }
    return out.append(digits.mask(text.substring(from))).toString();
  }

  private String host(String host) {
    if (host.startsWith(DOCUMENTS)) {
      return host;
    }
    return hosts.computeIfAbsent(host, _ -> DOCUMENTS + (hosts.size() + 1));
  }

  /** A name that is a number stays one; who withheld it stays unknown. */
  private String name(String value) {
    if (Signalled.name(value) == null || NOTHING.contains(value)) {
      return value;
    }
    return LETTER.matcher(value).find() || !Digits.runs(value).find()
        ? names.computeIfAbsent(value, _ -> "Name " + (names.size() + 1))
        : digits.mask(value);
  }

  /** Of MixMonitor's arguments the files and whether it waits for a bridge. */
  private String application(String data) {
    var call = MixMonitorCall.read(null, new Channel("", "", ""), data);
    var separate =
        call.files().stream()
            .skip(1)
            .map(file -> "r(" + file(file) + ")")
            .collect(Collectors.joining());
    return file(call.files().getFirst()) + "," + (call.onlyBridged() ? "b" : "") + separate;
  }

  private String variable(String variable, String value) {
    var name = variable.replaceFirst("^_+", "");
    return switch (name) {
      case "DIALSTATUS" -> value;
      case "MIXMONITOR_FILENAME", "VM_MESSAGEFILE" -> file(value);
      default -> name.equals("FROM_DID") || name.equals(numberVariable) ? number(value) : "";
    };
  }

  /** The separate legs of a recording stay legs of the same one. */
  private String file(String path) {
    var name = LEG.matcher(MixMonitorCall.fileName(path));
    if (!name.matches()) {
      return "recording";
    }
    var stem = files.computeIfAbsent(name.group(1), _ -> "recording-" + (files.size() + 1));
    return stem + name.group(2);
  }

  private static String header(String line) {
    var colon = line.indexOf(':');
    return colon < 0 ? "" : line.substring(0, colon);
  }

  private static String value(String line) {
    var colon = line.indexOf(':');
    return line.startsWith(" ", colon + 1) ? line.substring(colon + 2) : line.substring(colon + 1);
  }
}
