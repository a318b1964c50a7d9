using static JwtAnalyzers.Tests.Harness.Growing.GrowingProgram;

namespace JwtAnalyzers.Tests.Harness.Growing;

/// <summary>A way in which a value grows.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Factor">Lines for a size of one.</param>
/// <param name="Make">The members that are needed, the statements, and the expression that is the value in the end.</param>
internal sealed record GrownShape(string Name, int Factor, Func<GrownValue, int, (string Members, string Body, string Value)> Make)
{
    /// <summary>Whether it can be made of such a value.</summary>
    public Func<GrownValue, bool> Suits { get; init; } = _ => true;

    /// <summary>A class of its own, so that several stand in one file.</summary>
    public string Class(GrownValue kind, int size)
    {
        var (members, body, value) = Make(kind, size);
        return $$"""
            class Of{{string.Concat(kind.Name.Where(char.IsLetter))}}(SigningCredentials credentials, IConfiguration configuration, IWebHostEnvironment environment, ILogger logger, HttpContext context, string text, bool flag)
            {
            {{members}}
                public object Run(string plan, string[] plans, bool b)
                {
            {{body}}
            {{kind.Ends(value)}}
                }
            }

            """;
    }
}

/// <summary>Values that double or branch line by line.</summary>
internal static class GrownValues
{
    public static IReadOnlyList<GrownShape> Shapes { get; } =
    [
        // Assigned again and again.
        Statements("assigned in a switch", kind => $"case \"p#\": x = {kind.Stepped("x")}; break;", "switch (plan) {", "}"),
        Statements("assigned in a loop", kind => $"if (plan == \"#\") x = {kind.Stepped("x")};", "foreach (var p in plans) {", "}"),
        Statements("assigned under ifs in sequence", kind => $"if (plan == \"#\") x = {kind.Stepped("x")};"),
        Statements("assigned in a chain of else", kind => $"if (plan == \"#\") x = {kind.Stepped("x")}; else"),
        Statements("assigned in a sequence of try and catch", kind => $"try {{ x = {kind.Stepped("x")}; }} catch (FormatException) {{ x = {kind.Start}; }}"),
        Statements("assigned in every case of a switch in a loop", kind => $"case \"p#\": x = {kind.Paired("x", "x")}; break;", "foreach (var p in plans) switch (p) {", "}"),
        new("assigned in loops in loops", 1, (kind, size) => ("", $"{kind.Type} x = {kind.Start};\n{Nested(Math.Min(size, 60), $"while (plan == \"#\") {{ x = {kind.Stepped("x")};", "", "}")}", "x")),
        new("assigned in lambdas in sequence", 1, (kind, size) => ("", $"{kind.Type} x = {kind.Start};\n{Lines(size, $"Action a# = () => x = {kind.Stepped("x")}; a#();")}", "x")),
        new("locals assigned from each other in a cycle", 1, (kind, size) => ("", $"{Lines(size + 1, $"{kind.Type} x# = {kind.Start};")}foreach (var p in plans) {{\n{Lines(size, $"x#+ = {kind.Stepped("x#", "1")};")}x0 = x{size};\n}}", $"x{size}")),
        new("locals assigned from two others in a cycle", 1, (kind, size) => ("", $"{Lines(size + 2, $"{kind.Type} x# = {kind.Start};")}foreach (var p in plans) {{\n{Lines(size, $"x#+ = b ? x# : x{Number(size + 1)};")}x0 = x{size}; x{size + 1} = x{size / 2};\n}}", $"x{size}")),
        new("swapped in a sequence", 1, (kind, size) => ("", $"{kind.Type} x = {kind.Start}, y = {kind.Start};\n{Lines(size, $"(x, y) = (y, {kind.Stepped("x")});")}", "x")),
        new("passed by reference in a sequence", 1, (kind, size) => ($"private static void Grow(ref {kind.Type} x, {kind.Type} y) => x = y;", $"{kind.Type} x = {kind.Start};\n{Lines(size, "Grow(ref x, x);")}", "x")),
        new("handed out in a sequence", 1, (kind, size) => ($"private static void Grow({kind.Type} x, out {kind.Type} y, out {kind.Type} z) {{ y = x; z = x; }}", $"{kind.Type} x0 = {kind.Start};\n{Lines(size, "Grow(x#, out var y#, out var x#+); Grow(y#, out _, out x#+);")}", $"x{size}")),

        // Each made of the one before, twice.
        Sequence("conditional expressions in sequence", kind => $"{kind.Type} x#+ = b ? x# : {kind.Stepped("x#")};"),
        Sequence("conditional expressions of twice the same", kind => $"{kind.Type} x#+ = b ? x# : x#;"),
        Sequence("pairs in sequence", kind => $"{kind.Type} x#+ = {kind.Paired("x#", "x#")};"),
        Sequence("switch expressions in sequence", kind => $"{kind.Type} x#+ = plan switch {{ \"a\" => x#, \"b\" => {kind.Stepped("x#")}, _ => x# }};"),
        Sequence("coalescing in sequence", kind => $"{kind.Type} x#+ = x# ?? x#;") with { Suits = kind => kind.IsReference },
        Sequence("interpolation in sequence", kind => $"{kind.Type} x#+ = $\"{{x#}}{{x#}}\";") with { Suits = kind => kind.IsText },
        Sequence("joined in sequence", kind => $"{kind.Type} x#+ = string.Concat(x#, string.Join(\".\", x#, x#));") with { Suits = kind => kind.IsText },
        Sequence("arrays in sequence", _ => "object x#+ = new object[] { x#, x# };") with { Suits = kind => kind.IsObject },
        Sequence("tuples in sequence", _ => "object x#+ = (x#, x#);") with { Suits = kind => kind.IsObject },
        Sequence("anonymous objects in sequence", _ => "object x#+ = new { A = x#, B = x# };") with { Suits = kind => kind.IsObject },
        Sequence("collection expressions in sequence", _ => "object[] y# = [x#, x#]; object x#+ = y#;") with { Suits = kind => kind.IsObject },
        Sequence("dictionaries in sequence", _ => "object x#+ = new Dictionary<string, object> { [\"a\"] = x#, [\"b\"] = x# };") with { Suits = kind => kind.IsObject },
        Sequence("lists added to in sequence", _ => "var y# = new List<object>(); y#.Add(x#); y#.Add(x#); object x#+ = y#;") with { Suits = kind => kind.IsObject },
        Sequence("records in sequence", _ => "object x#+ = new Node(x#, x#);", "private sealed record Node(object A, object B);") with { Suits = kind => kind.IsObject },
        Sequence("records with something else in sequence", _ => "var y# = new Node(x#, x#); object x#+ = y# with { A = y#, B = x# };", "private sealed record Node(object A, object B);") with { Suits = kind => kind.IsObject },
        Sequence("properties set in sequence", _ => "var y# = new Node(); y#.A = x#; y#.B = x#; object x#+ = y#;", "private sealed class Node { public object? A { get; set; } public object? B { get; set; } }") with { Suits = kind => kind.IsObject },
        Sequence("read back from arrays in sequence", kind => $"{kind.Type}[] y# = [x#, x#]; {kind.Type} x#+ = b ? y#[0] : y#[1];"),
        Sequence("read back from tuples in sequence", kind => $"var y# = (A: x#, B: x#); {kind.Type} x#+ = b ? y#.A : y#.B;"),
        Sequence("calls of a method of two in sequence", kind => $"{kind.Type} x#+ = Of(x#, x#);", kind => $"private {kind.Type} Of({kind.Type} x, {kind.Type} y) => flag ? x : y;"),
        Sequence("calls of a method that pairs in sequence", kind => $"{kind.Type} x#+ = Of(x#, x#);", kind => $"private static {kind.Type} Of({kind.Type} x, {kind.Type} y) => {kind.Paired("x", "y")};"),
        Sequence("awaited in sequence", kind => $"{kind.Type} x#+ = Of(x#, x#).GetAwaiter().GetResult();", kind => $"private async Task<{kind.Type}> Of({kind.Type} x, {kind.Type} y) {{ await Task.Yield(); return flag ? x : y; }}"),
        Sequence("lambdas in sequence", kind => $"Func<{kind.Type}> f# = () => x#; {kind.Type} x#+ = b ? f#() : f#();"),
        new("lambdas that call the one before twice", 1, (kind, size) => ("", $"Func<{kind.Type}> f0 = () => {kind.Start};\n{Lines(size, $"Func<{kind.Type}> f#+ = () => {kind.Paired("f#()", "f#()")};")}", $"f{size}()")),
        new("local functions that call the next twice", 1, (kind, size) => ("", $"{Lines(size, $"{kind.Type} F#() => {kind.Paired("F#+()", "F#+()")};")}{kind.Type} F{size}() => {kind.Start};", "F0()")),
        new("local functions in local functions", 1, (kind, size) => ("", Nested(Math.Min(size, 80), $"{kind.Type} F#() {{", $"return {kind.Start};", "} return F#();")[..^"return F0();".Length], "F0()")),
        new("local functions that call each other", 1, (kind, size) => ("", $"{Lines(size, $"{kind.Type} F#(int n) => n == 0 ? {kind.Start} : b ? F#+(n - 1) : F#+(n - 2);")}{kind.Type} F{size}(int n) => n == 0 ? {kind.Start} : F0(n - 1);", "F0(9)")),
        new("lambdas in lambdas", 1, (kind, size) => ("", Nested(size, $"Func<{kind.Type}> f# = () => {{", $"return {kind.Start};", "}; return f#();")[..^"return f0();".Length], "f0()")),

        // One expression.
        new("conditional expressions in each other", 4, (kind, size) => ("", $"{kind.Type} x = {Lines(size, $"plan == \"#\" ? {kind.Stepped(kind.Start)} :")} {kind.Start};", "x")),
        new("one switch expression", 4, (kind, size) => ("", $"{kind.Type} y = {kind.Start}, x = plan switch {{ {Lines(size, $"\"#\" => {kind.Stepped("y")},")} _ => y }};", "x")),
        new("coalescing in one expression", 4, (kind, size) => ("", $"{kind.Type} x = {Lines(size, $"(plan == \"#\" ? null : ({kind.Type}?){kind.Stepped("plan")}) ??")} {kind.Start};", "x")) { Suits = kind => kind.IsReference },
        new("calls in calls", 1, (kind, size) => ($"private {kind.Type} Of({kind.Type} x) => flag ? x : {kind.Stepped("x", "1")};", "", $"{string.Concat(Enumerable.Repeat("Of(", Math.Min(size, 200)))}{kind.Start}{new string(')', Math.Min(size, 200))}")),
        new("steps in one expression", 1, (kind, size) => ("", "", Enumerable.Range(0, Math.Min(size, 200)).Aggregate(kind.Start, (value, index) => kind.Stepped(value, Number(index))))),
        new("a chain of queries", 1, (kind, size) => ("", $"{kind.Type} x = new {kind.Type}[] {{ {kind.Start} }}.Where(x => b)\n{Lines(size, $".Select(x# => {kind.Paired("x#", "x#")})")}.First();", "x")),
        new("a chain of calls on a builder", 4, (kind, size) => ("", $"var y = {kind.Start}; var x = new StringBuilder()\n{Lines(size, ".Append(y)")}.ToString();", "x")) { Suits = kind => kind.IsText },

        // Across members.
        new("methods that call the next twice", 1, (kind, size) => ($"{Lines(size, $"private {kind.Type} M#({kind.Type} x) => flag ? M#+(x) : M#+({kind.Stepped("x")});")}private {kind.Type} M{size}({kind.Type} x) => x;", "", $"M0({kind.Start})")),
        new("methods that pair what the next returns", 1, (kind, size) => ($"{Lines(size, $"private {kind.Type} M#() => {kind.Paired("M#+()", "M#+()")};")}private {kind.Type} M{size}() => {kind.Start};", "", "M0()")),
        new("methods that call two of the others", 1, (kind, size) => (Lines(size, index => $"private {kind.Type} M#(int n) => n == 0 ? {kind.Start} : flag ? M{Number((index + 1) % size)}(n - 1) : M{Number((index + 2) % size)}(n - 2);"), "", "M0(9)")),
        new("methods that hand two parameters down", 1, (kind, size) => ($"{Lines(size, $"private {kind.Type} M#({kind.Type} x, {kind.Type} y) => flag ? M#+(y, x) : M#+(x, {kind.Stepped("y")});")}private {kind.Type} M{size}({kind.Type} x, {kind.Type} y) => flag ? x : y;", "", $"M0({kind.Start}, {kind.Start})")),
        new("methods that set a local by an if and call the next", 1, (kind, size) => ($"{Lines(size, $"private {kind.Type} M#({kind.Type} x) {{ var y = x; if (flag) y = M#+(x); else y = M#+(y); return y; }}")}private {kind.Type} M{size}({kind.Type} x) => x;", "", $"M0({kind.Start})")),
        new("one method called from many places", 4, (kind, size) => ($"{Lines(size, $"private object C#() => Last({kind.Start});")}private object Last({kind.Type} last) {{ {kind.Ends("last")} }}", "", kind.Start)),
        new("a method called from methods that are called from many", 1, (kind, size) => ($"{Lines(size, $"private object C#({kind.Type} x) => flag ? C#+(x) : C#+({kind.Stepped("x")});")}private object C{size}({kind.Type} last) {{ {kind.Ends("last")} }}", $"C0({kind.Start});", kind.Start)),
        new("properties that read two others", 1, (kind, size) => ($"{Lines(size, $"private {kind.Type} P# => flag ? P#+ : {kind.Stepped("P#+")};")}private {kind.Type} P{size} => {kind.Start};", "", "P0")),
        new("properties that pair two others", 1, (kind, size) => ($"{Lines(size, $"private {kind.Type} P# => {kind.Paired("P#+", $"P{size}")};")}private {kind.Type} P{size} => {kind.Start};", "", "P0")),
        new("properties that read each other", 1, (kind, size) => (Lines(size, index => $"private {kind.Type} P# => flag ? P{Number((index + 1) % size)} : P{Number((index + 2) % size)};"), "", "P0")),
        new("a field that many methods set", 4, (kind, size) => ($"private {kind.Type} _x = default!;\n{Lines(size, $"public void Set#() => _x = {kind.Stepped("_x")};")}", "", "_x")),
        new("fields that methods set from two others", 1, (kind, size) => ($"{Lines(size + 1, $"private {kind.Type} _x# = default!;")}{Lines(size, index => $"public void Set#() {{ _x# = flag ? _x#+ : {kind.Stepped($"_x{Number((index + 2) % (size + 1))}")}; }}")}", "", "_x0")),
        new("static fields that pair the one before", 1, (kind, size) => ($"private static readonly {kind.Type} X0 = {kind.FreeStart};\n{Lines(size, $"private static readonly {kind.Type} X#+ = {kind.Paired("X#", "X#")};")}", "", $"X{size}")),
        new("constants that double", 1, (kind, size) => ($"private const string X0 = \"\";\n{Lines(size, "private const string X#+ = X# + X#;")}", "", $"X{size}")) { Suits = kind => kind.IsText },
        new("classes that hold each other", 1, (kind, size) => ($"{Lines(size, $"private sealed class N# {{ public {kind.Type} Value(bool b) => b ? new N#+().Value(b) : new N#+().Value(!b); }}")}private sealed class N{size} {{ public {kind.Type} Value(bool b) => {kind.FreeStart}; }}", "", "new N0().Value(b)")),
        new("overrides that call the base twice", 1, (kind, size) => ($"private class B0 {{ public virtual {kind.Type} Value(bool b) => {kind.FreeStart}; }}\n{Lines(size, $"private class B#+ : B# {{ public override {kind.Type} Value(bool b) => b ? base.Value(b) : base.Value(!b); }}")}", "", $"new B{size}().Value(b)")),
    ];

    private static GrownShape Statements(string name, Func<GrownValue, string> line, string before = "", string after = "") =>
        new(name, 1, (kind, size) => ("", $"{kind.Type} x = {kind.Start};\n{before}\n{Lines(size, line(kind))}{(line(kind).EndsWith("else", StringComparison.Ordinal) ? "x = x;" : after)}", "x"));

    private static GrownShape Sequence(string name, Func<GrownValue, string> line, string members = "") => Sequence(name, line, _ => members);

    private static GrownShape Sequence(string name, Func<GrownValue, string> line, Func<GrownValue, string> members) =>
        new(name, 1, (kind, size) => (members(kind), $"{kind.Type} x0 = {kind.Start};\n{Lines(size, line(kind))}", $"x{Number(size)}"));
}
