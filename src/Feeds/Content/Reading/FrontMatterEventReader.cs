using System.Collections.Immutable;
using System.Globalization;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Syndication.Feeds.Content.Reading;

/// <summary>Builds front matter from YamlDotNet's events; depth and aliases are limited before anything is built from them.</summary>
internal sealed class FrontMatterEventReader(ReadOnlyMemory<char> yaml, int opening)
{
    private readonly IParser parser = new Parser(new StringReader(YamlSeparators.Hide(yaml.ToString())));
    private readonly Dictionary<string, Anchored> anchors = new(StringComparer.Ordinal);
    private int aliases;

    /// <summary>Line of the last event in the front matter, from 1.</summary>
    public int Line => parser.Current is { } current ? (int)current.End.Line : 1;

    /// <summary>Column of the last event, from 1.</summary>
    public int Column => parser.Current is { } current ? (int)current.End.Column : 1;

    /// <summary>The mapping; its position is that of the opening mark.</summary>
    /// <exception cref="FrontMatterException">The text is not one mapping within the limits.</exception>
    public FrontMatterMapping Read()
    {
        if (yaml.Span.Contains('\0')) throw Fault(ProblemCodes.Yaml, new Mark(0, yaml.Span[..yaml.Span.IndexOf('\0')].Count('\n') + 1, 1), "A NUL character is not text.");
        Move<StreamStart>();
        if (Move() is StreamEnd) return new([], opening, 1);
        var first = Move();
        if (first is not MappingStart start)
        {
            if (first is Scalar { IsPlainImplicit: true, Value: "" }) return new([], opening, 1);
            throw Fault(ProblemCodes.NotAMapping, first.Start, "The front matter is not a list of keys with values.", "Write one 'key: value' a line.");
        }

        var entries = ReadEntries(start, 1).Value;
        Move<DocumentEnd>();
        if (Move() is not StreamEnd) throw Fault(ProblemCodes.Yaml, parser.Current!.Start, "The front matter holds a second document.");
        return new(((FrontMatterMapping)entries).Entries, opening, 1);
    }

    private Node ReadNode(ParsingEvent at, int depth) => at switch
    {
        Scalar scalar => Keep(scalar, ReadScalar(scalar)),
        SequenceStart start => Keep(start, ReadItems(start, depth + 1)),
        MappingStart start => Keep(start, ReadEntries(start, depth + 1)),
        AnchorAlias alias => Expand(alias, depth),
        _ => throw Fault(ProblemCodes.Yaml, at.Start, "The front matter is not valid YAML."),
    };

    private Node ReadScalar(Scalar scalar)
    {
        var isNull = scalar is { Style: ScalarStyle.Plain, Tag.IsEmpty: true, Value: "" or "~" or "null" or "Null" or "NULL" };
        return new(new FrontMatterScalar(isNull ? null : TextPool.Share(YamlSeparators.Show(scalar.Value)), LineOf(scalar), (int)scalar.Start.Column), 0, 0);
    }

    private Node ReadItems(SequenceStart start, int depth)
    {
        CheckDepth(depth, start.Start);
        var items = ImmutableArray.CreateBuilder<FrontMatterValue>();
        var (height, nested) = (0, 0);
        for (var at = Move(); at is not SequenceEnd; at = Move())
        {
            var node = ReadNode(at, depth);
            items.Add(node.Value);
            (height, nested) = (Math.Max(height, node.Height), nested + node.Aliases);
        }

        return new(new FrontMatterSequence(items.DrainToImmutable(), LineOf(start), (int)start.Start.Column), height + 1, nested);
    }

    private Node ReadEntries(MappingStart start, int depth)
    {
        CheckDepth(depth, start.Start);
        var entries = ImmutableArray.CreateBuilder<FrontMatterEntry>();
        var keys = new HashSet<string>(StringComparer.Ordinal);
        var (height, nested) = (0, 0);
        for (var at = Move(); at is not MappingEnd; at = Move())
        {
            var key = ReadNode(at, depth);
            var value = ReadNode(Move(), depth);
            (height, nested) = (Math.Max(height, Math.Max(key.Height, value.Height)), nested + key.Aliases + value.Aliases);
            var name = KeyText(at, key.Value);
            if (!keys.Add(name)) throw Fault(ProblemCodes.Yaml, at.Start, $"The key '{Shorten(name)}' stands here a second time.", "Keep one of the two.");
            entries.Add(new(name, value.Value, LineOf(at), (int)at.Start.Column));
        }

        return new(new FrontMatterMapping(entries.DrainToImmutable(), LineOf(start), (int)start.Start.Column), height + 1, nested);
    }

    // YAML allows lists and mappings as keys; no field has such a name, so its position is name enough.
    private static string KeyText(ParsingEvent at, FrontMatterValue key) => key switch
    {
        FrontMatterScalar { Text: { } text } => text,
        FrontMatterScalar => at is Scalar scalar ? scalar.Value : "",
        _ => string.Create(CultureInfo.InvariantCulture, $"? {at.Start.Line}:{at.Start.Column}"),
    };

    private Node Expand(AnchorAlias alias, int depth)
    {
        if (!anchors.TryGetValue(alias.Value.Value, out var anchored))
        {
            throw Fault(ProblemCodes.Yaml, alias.Start, $"The alias '*{Shorten(alias.Value.Value)}' has no anchor before it.", "Put quotes around a value that begins with '*'.");
        }

        CheckDepth(depth + anchored.Node.Height, alias.Start);
        aliases += 1 + anchored.Node.Aliases;
        if (aliases > FrontMatterReader.MaxAliases) throw Fault(ProblemCodes.Limit, alias.Start, "The front matter expands more than 100 aliases.", "Write the values out.");
        return anchored.Node with { Aliases = 1 + anchored.Node.Aliases };
    }

    private Node Keep(NodeEvent at, Node node)
    {
        if (!at.Anchor.IsEmpty) anchors[at.Anchor.Value] = new(node);
        return node;
    }

    private void CheckDepth(int depth, Mark at)
    {
        if (depth > FrontMatterReader.MaxDepth) throw Fault(ProblemCodes.Limit, at, "The front matter nests lists and mappings more than 32 deep.", "Nest less deeply.");
    }

    private ParsingEvent Move()
    {
        while (parser.MoveNext())
        {
            if (parser.Current is not Comment and { } current) return current;
        }

        throw Fault(ProblemCodes.Yaml, new Mark(0, Line, Column), "The front matter ends too early.");
    }

    private void Move<T>()
        where T : ParsingEvent
    {
        if (Move() is not T) throw Fault(ProblemCodes.Yaml, parser.Current!.Start, "The front matter is not valid YAML.");
    }

    private int LineOf(ParsingEvent at) => opening + (int)at.Start.Line;

    private static string Shorten(string name) => name.Length <= 60 ? name : name[..60] + "…";

    private static FrontMatterException Fault(string code, Mark at, string message, string help = "") =>
        new(code, (int)at.Line, (int)at.Column, message, help);

    /// <summary>A value with what an alias to it would cost.</summary>
    private readonly record struct Node(FrontMatterValue Value, int Height, int Aliases);

    private sealed record Anchored(Node Node);
}
