using System.Collections;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using MimeKit.IO;
using MimeKit.Parsing;
using MimeKit.Text;
using MimeKit.Utils;

namespace MimeKit;

/// <summary>A part made of parts.</summary>
public class Multipart : MimeEntity, IList<MimeEntity>
{
    private readonly List<MimeEntity> children = [];
    private byte[]? preamble;
    private byte[]? epilogue;

    /// <summary>Creates a multipart with a new boundary.</summary>
    /// <param name="subtype">Such as "mixed".</param>
    public Multipart(string subtype) : base(new ContentType("multipart", subtype)) => Boundary = GenerateBoundary();

    /// <summary>Creates a multipart/mixed.</summary>
    public Multipart() : this("mixed")
    {
    }

    internal Multipart(ParsedEntity parsed) : base(parsed)
    {
    }

    /// <summary>What separates the parts.</summary>
    /// <exception cref="ArgumentNullException">The value is null.</exception>
    [DisallowNull]
    public string? Boundary
    {
        get => ContentType.Boundary;
        set
        {
            ArgumentNullException.ThrowIfNull(value);
            ContentType.Boundary = value.Trim();
        }
    }

    /// <summary>Text before the first part, which readers do not show; null if there is none.</summary>
    public string? Preamble
    {
        get => preamble is null ? null : CharsetUtils.Decode(ParserOptions.Default, preamble);
        set => preamble = value is null ? null : Encoding.UTF8.GetBytes(value.TrimEnd('\r', '\n') + "\n");
    }

    /// <summary>Text after the last part, which readers do not show; null if there is none.</summary>
    public string? Epilogue
    {
        get => epilogue is null ? null : CharsetUtils.Decode(ParserOptions.Default, epilogue);
        set => epilogue = value is null ? null : Encoding.UTF8.GetBytes(value.TrimEnd('\r', '\n') + "\n");
    }

    /// <summary>The number of parts.</summary>
    public int Count => children.Count;

    /// <summary>False.</summary>
    public bool IsReadOnly => false;

    /// <summary>Whether the closing boundary is written; a message that was cut off lacked it.</summary>
    internal bool IsClosed { get; set; } = true;

    /// <summary>The part at an index.</summary>
    public MimeEntity this[int index]
    {
        get => children[index];
        set
        {
            ArgumentNullException.ThrowIfNull(value);
            children[index] = value;
        }
    }

    /// <summary>Adds a part.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="entity"/> is null.</exception>
    public void Add(MimeEntity entity) => Insert(children.Count, entity);

    /// <summary>Inserts a part.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="entity"/> is null.</exception>
    public void Insert(int index, MimeEntity entity)
    {
        ArgumentNullException.ThrowIfNull(entity);
        children.Insert(index, entity);
    }

    /// <summary>Removes a part.</summary>
    public bool Remove(MimeEntity entity) => children.Remove(entity);

    /// <summary>Removes the part at an index.</summary>
    public void RemoveAt(int index) => children.RemoveAt(index);

    /// <summary>Removes every part.</summary>
    public void Clear() => children.Clear();

    /// <summary>Whether the part is present.</summary>
    public bool Contains(MimeEntity entity) => children.Contains(entity);

    /// <summary>The index of the part, or -1.</summary>
    public int IndexOf(MimeEntity entity) => children.IndexOf(entity);

    /// <summary>Copies the parts into an array.</summary>
    public void CopyTo(MimeEntity[] array, int arrayIndex) => children.CopyTo(array, arrayIndex);

    /// <summary>The parts in their order.</summary>
    public IEnumerator<MimeEntity> GetEnumerator() => children.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Finds the text body of a format: that of the first part that is no attachment.</summary>
    public virtual bool TryGetValue(TextFormat format, [NotNullWhen(true)] out TextPart? body)
    {
        body = null;
        foreach (var child in children)
        {
            if (child is Multipart multipart)
                return multipart.TryGetValue(format, out body);
            if (child is not TextPart { IsAttachment: false } text)
                continue;
            body = text.IsFormat(format) ? text : null;
            return body is not null;
        }

        return false;
    }

    /// <inheritdoc/>
    public override void Prepare(EncodingConstraint constraint, int maxLineLength = 78)
    {
        ValidateLineLength(maxLineLength);
        foreach (var child in children)
            child.Prepare(constraint, maxLineLength);
    }

    internal void SetPreamble(ReadOnlySpan<byte> text) => preamble = text.IsEmpty ? null : text.ToArray();

    internal void SetEpilogue(ReadOnlySpan<byte> text) => epilogue = text.IsEmpty ? null : text.ToArray();

    internal override void RenderContent(FormatOptions options, MessageOutput output, bool ensureNewLine)
    {
        if (preamble is not null)
        {
            output.Write(preamble);
            if (children.Count > 0 && output.Written[^1] != '\n')
                output.WriteNewLine();
        }

        foreach (var child in children)
        {
            output.WriteAscii($"--{Boundary}");
            output.WriteNewLine();
            child.Render(options, output, contentOnly: false, ensureNewLine: false);
            if (EndsWithBoundaryLine(child))
                output.WriteNewLine();
        }

        if (!IsClosed)
            return;
        output.WriteAscii($"--{Boundary}--");
        output.WriteNewLine();
        if (epilogue is not null)
            output.Write(epilogue);
        if (ensureNewLine && output.Written[^1] != '\n')
            output.WriteNewLine();
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            foreach (var child in children)
                child.Dispose();
        }

        base.Dispose(disposing);
    }

    // RFC 2046 §5.1.1: the line end before a boundary belongs to the boundary. A part without content has none to end.
    private static bool EndsWithBoundaryLine(MimeEntity child) => child switch
    {
        MessagePart { Message.Body: { } body } => EndsWithBoundaryLine(body),
        MessagePart => false,
        Multipart multipart => multipart.IsClosed,
        MimePart part => part.Content is not null,
        _ => true,
    };

    private static string GenerateBoundary()
    {
        Span<byte> random = stackalloc byte[16];
        RandomNumberGenerator.Fill(random);

        // "=-" occurs in neither quoted-printable nor base64, so no content can hold the boundary.
        return "=-" + Convert.ToBase64String(random);
    }
}
