using System.Collections.Immutable;
using System.Text;

namespace Syndication.Feeds.Content;

/// <summary>
/// Front matter in one array of bytes. Filters and faults ask for little of it and seldom, while as objects it is the larger half of what a post takes.
/// </summary>
internal sealed class PackedFrontMatter
{
    [ThreadStatic]
    private static PackedWriter? s_kept;

    private readonly byte[] bytes;
    private readonly int line;
    private readonly int column;

    /// <summary>Packs front matter.</summary>
    public PackedFrontMatter(FrontMatterMapping mapping)
    {
        (line, column) = (mapping.Line, mapping.Column);
        var writer = s_kept ?? new();
        s_kept = null;
        writer.Write(mapping);
        bytes = writer.Drain();
        s_kept = writer;
    }

    /// <summary>The front matter as it was.</summary>
    public FrontMatterMapping Unpack() => new(new PackedReader(bytes).ReadEntries(), line, column);

    /// <summary>The texts at a key, as <see cref="FrontMatterMapping.Texts"/> says; only that value is unpacked.</summary>
    public IEnumerable<string> Texts(string key)
    {
        var reader = new PackedReader(bytes);
        for (var left = reader.ReadNumber(); left > 0; left--)
        {
            var isKey = reader.ReadIsKey(key);
            var entryLine = reader.ReadNumber();
            var entryColumn = reader.ReadNumber();
            if (isKey) return new FrontMatterMapping([new(key, reader.ReadValue(), entryLine, entryColumn)], line, column).Texts(key);
            reader.SkipValue();
        }

        return [];
    }

    private enum Kind : byte
    {
        Null,
        Text,
        Sequence,
        Mapping,
    }

    private sealed class PackedWriter
    {
        private readonly List<byte> packed = new(512);

        public byte[] Drain()
        {
            byte[] all = [.. packed];
            packed.Clear();
            return all;
        }

        public void Write(FrontMatterMapping mapping)
        {
            Write(mapping.Entries.Length);
            foreach (var entry in mapping.Entries)
            {
                Write(entry.Key);
                Write(entry.Line);
                Write(entry.Column);
                Write(entry.Value);
            }
        }

        private void Write(FrontMatterValue value)
        {
            var kind = value switch
            {
                FrontMatterScalar { Text: null } => Kind.Null,
                FrontMatterScalar => Kind.Text,
                FrontMatterSequence => Kind.Sequence,
                _ => Kind.Mapping,
            };
            packed.Add((byte)kind);
            Write(value.Line);
            Write(value.Column);
            switch (value)
            {
                case FrontMatterScalar { Text: { } text }:
                    Write(text);
                    break;
                case FrontMatterSequence sequence:
                    Write(sequence.Items.Length);
                    foreach (var item in sequence.Items) Write(item);
                    break;
                case FrontMatterMapping mapping:
                    Write(mapping);
                    break;
                default:
                    break;
            }
        }

        private void Write(string text)
        {
            Span<byte> utf8 = text.Length <= 256 ? stackalloc byte[768] : new byte[Encoding.UTF8.GetMaxByteCount(text.Length)];
            var length = Encoding.UTF8.GetBytes(text, utf8);
            Write(length);
            packed.AddRange(utf8[..length]);
        }

        // Seven bits a byte, the lowest first.
        private void Write(int number)
        {
            for (; number >= 0x80; number >>= 7) packed.Add((byte)(number | 0x80));
            packed.Add((byte)number);
        }
    }

    private ref struct PackedReader(ReadOnlySpan<byte> packed)
    {
        private ReadOnlySpan<byte> rest = packed;

        public int ReadNumber()
        {
            var number = 0;
            for (var shift = 0; ; shift += 7)
            {
                var part = rest[0];
                rest = rest[1..];
                number |= (part & 0x7F) << shift;
                if (part < 0x80) return number;
            }
        }

        public bool ReadIsKey(string key)
        {
            var utf8 = ReadBytes();
            Span<char> text = utf8.Length <= 256 ? stackalloc char[256] : new char[utf8.Length];
            return FrontMatterKey.Equal(text[..Encoding.UTF8.GetChars(utf8, text)], key);
        }

        public ImmutableArray<FrontMatterEntry> ReadEntries()
        {
            var entries = ImmutableArray.CreateBuilder<FrontMatterEntry>(ReadNumber());
            while (entries.Count < entries.Capacity)
            {
                var key = ReadText();
                var (entryLine, entryColumn) = (ReadNumber(), ReadNumber());
                entries.Add(new(key, ReadValue(), entryLine, entryColumn));
            }

            return entries.MoveToImmutable();
        }

        public FrontMatterValue ReadValue()
        {
            var (kind, valueLine, valueColumn) = ((Kind)ReadNumber(), ReadNumber(), ReadNumber());
            return kind switch
            {
                Kind.Null => new FrontMatterScalar(null, valueLine, valueColumn),
                Kind.Text => new FrontMatterScalar(ReadText(), valueLine, valueColumn),
                Kind.Sequence => new FrontMatterSequence(ReadItems(), valueLine, valueColumn),
                _ => new FrontMatterMapping(ReadEntries(), valueLine, valueColumn),
            };
        }

        public void SkipValue()
        {
            var (kind, _, _) = ((Kind)ReadNumber(), ReadNumber(), ReadNumber());
            if (kind == Kind.Text) ReadBytes();
            if (kind is not (Kind.Sequence or Kind.Mapping)) return;
            for (var left = ReadNumber(); left > 0; left--)
            {
                if (kind == Kind.Mapping) SkipKey();
                SkipValue();
            }
        }

        private void SkipKey()
        {
            ReadBytes();
            ReadNumber();
            ReadNumber();
        }

        private ImmutableArray<FrontMatterValue> ReadItems()
        {
            var items = ImmutableArray.CreateBuilder<FrontMatterValue>(ReadNumber());
            while (items.Count < items.Capacity) items.Add(ReadValue());
            return items.MoveToImmutable();
        }

        private string ReadText() => Encoding.UTF8.GetString(ReadBytes());

        private ReadOnlySpan<byte> ReadBytes()
        {
            var length = ReadNumber();
            var bytes = rest[..length];
            rest = rest[length..];
            return bytes;
        }
    }
}
