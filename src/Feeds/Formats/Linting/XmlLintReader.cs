using System.Text;
using System.Xml;

namespace Syndication.Feeds.Formats.Linting;

/// <summary>Reads XML node by node and checks what holds for any of them: rules 1 and 4.</summary>
internal sealed class XmlLintReader : IDisposable
{
    // The names in feeds are few, and each reader would make a table of them anew; a table serves one thread.
    [ThreadStatic]
    private static XmlReaderSettings? s_settings;

    private readonly XmlReader _reader;
    private readonly IXmlLineInfo _line;
    private readonly LintReport _report;
    private readonly HashSet<string> _prefixes = new(StringComparer.Ordinal);
    private bool _declared;

    private string? _taken;

    /// <summary>Reads a document.</summary>
    /// <param name="bytes">The document.</param>
    /// <param name="report">Where findings go.</param>
    /// <param name="taken">What stood in the element of its content, where that was taken out.</param>
    public XmlLintReader(byte[] bytes, LintReport report, string? taken = null)
    {
        _taken = taken;
        _reader = XmlReader.Create(new MemoryStream(bytes, writable: false), s_settings ??= Settings());
        _line = (IXmlLineInfo)_reader;
        _report = report;
    }

    public LintPlace Place => new(_line.LineNumber, _line.LinePosition);

    public string LocalName => _reader.LocalName;

    public string Namespace => _reader.NamespaceURI;

    public int Depth => _reader.Depth;

    /// <summary>The rule that says what the document is made of.</summary>
    public int StructureRule { get; init; }

    public string? Attribute(string name, string ns = "") => _reader.GetAttribute(name, ns);

    /// <summary>Moves to the root; false where there is none.</summary>
    public bool MoveToRoot()
    {
        while (Read())
        {
            if (_reader.NodeType == XmlNodeType.Element)
                return true;
        }
        return false;
    }

    /// <summary>Moves to the next element inside the one at a depth, past whatever is left of the last; false at its end.</summary>
    public bool NextChild(int parentDepth)
    {
        if (_reader.NodeType == XmlNodeType.Element && _reader.Depth == parentDepth && _reader.IsEmptyElement)
            return false;
        while (Read())
        {
            if (_reader.NodeType == XmlNodeType.Element && _reader.Depth == parentDepth + 1)
                return true;
            if (_reader.NodeType == XmlNodeType.EndElement && _reader.Depth == parentDepth)
                return false;
            if (_reader.NodeType == XmlNodeType.Text && _reader.Depth == parentDepth + 1)
                _report.Error(StructureRule, Place, "There is text between elements.");
        }
        return false;
    }

    /// <summary>The text of the element that the reader stands on; the reader is moved to its end.</summary>
    public string Text()
    {
        if (_reader.IsEmptyElement)
            return "";
        var depth = _reader.Depth;
        var text = "";
        StringBuilder? more = null;
        while (Read() && !(_reader.NodeType == XmlNodeType.EndElement && _reader.Depth == depth))
        {
            if (_reader.NodeType is not (XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.SignificantWhitespace))
                continue;
            if (text.Length == 0)
                text = _reader.Value;
            else
                (more ??= new StringBuilder(text)).Append(_reader.Value);
        }
        return more?.ToString() ?? text;
    }

    /// <summary>Whether content was taken out and nobody has asked for it.</summary>
    public bool IsContentTaken => _taken is not null;

    /// <summary>As <see cref="Text"/>, for the element of an entry's content.</summary>
    public string Content()
    {
        var text = Text();
        if (_taken is null || text.Length > 0)
            return text;
        (text, _taken) = (_taken, null);
        return text;
    }

    /// <summary>Reads the rest, so that the whole document is known to be well-formed.</summary>
    public void Finish()
    {
        while (Read())
        {
        }
    }

    public void Dispose() => _reader.Dispose();

    private static XmlReaderSettings Settings() => new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        IgnoreWhitespace = true,
        NameTable = new NameTable(),
    };

    private bool Read()
    {
        if (!_reader.Read())
            return false;
        switch (_reader.NodeType)
        {
            case XmlNodeType.XmlDeclaration:
                _declared = true;
                _report.Require(string.Equals(_reader.GetAttribute("encoding"), "utf-8", StringComparison.OrdinalIgnoreCase), 1, Place, "The XML declaration does not say UTF-8.");
                break;
            case XmlNodeType.CDATA:
                _report.Error(4, Place, "The document holds a CDATA section.");
                break;
            case XmlNodeType.ProcessingInstruction:
                _report.Error(4, Place, "The document holds a processing instruction.");
                break;
            case XmlNodeType.Element:
                CheckElement();
                break;
        }
        return true;
    }

    private void CheckElement()
    {
        if (_reader.Depth == 0 && !_declared)
            _report.Error(1, Place, "The XML declaration is missing.");
        if (_reader.Prefix == "a10")
            _report.Error(4, Place, "An element has the prefix a10.");
        if (!_reader.MoveToFirstAttribute())
            return;
        do
            CheckAttribute();
        while (_reader.MoveToNextAttribute());
        _reader.MoveToElement();
    }

    private void CheckAttribute()
    {
        if (_reader.NamespaceURI == FeedNamespaces.Xml && _reader.LocalName == "base")
            _report.Error(4, Place, "The document holds xml:base.");
        if (_reader.NamespaceURI != FeedNamespaces.Xmlns)
            return;
        // An attribute is one level below its element.
        var isRoot = _reader.Depth == 1 || (_reader.Depth == 2 && IsOnChannel());
        if (!isRoot)
            _report.Error(4, Place, $"{_reader.Name} is declared below the root.");
        if (!_prefixes.Add(_reader.Name))
            _report.Error(4, Place, $"{_reader.Name} is declared more than once.");
        if (_reader.Name == "xmlns:a10")
            _report.Error(4, Place, "The prefix a10 is declared.");
    }

    private bool IsOnChannel()
    {
        var name = _reader.Name;
        _reader.MoveToElement();
        var isChannel = _reader is { LocalName: "channel", NamespaceURI: "" };
        _reader.MoveToAttribute(name);
        return isChannel;
    }
}
