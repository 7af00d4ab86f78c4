using System.Xml;

namespace System.ServiceModel.Syndication;

/// <summary>One element of a document, kept in .NET's binary XML until it is asked for.</summary>
internal sealed class BufferedElement
{
    private readonly byte[] _bytes;

    private BufferedElement(byte[] bytes) => _bytes = bytes;

    /// <summary>Takes the element that the reader stands on, and moves past it.</summary>
    public static BufferedElement Take(XmlReader reader) => Record(writer => writer.WriteNode(reader, false));

    /// <summary>Keeps what an action writes.</summary>
    public static BufferedElement Record(Action<XmlWriter> write)
    {
        using var stream = new MemoryStream();
        using (var writer = XmlDictionaryWriter.CreateBinaryWriter(stream, null, null, ownsStream: false))
            write(writer);
        return new BufferedElement(stream.ToArray());
    }

    /// <summary>A reader that stands on the element.</summary>
    public XmlDictionaryReader Open()
    {
        var reader = XmlDictionaryReader.CreateBinaryReader(_bytes, XmlDictionaryReaderQuotas.Max);
        reader.MoveToContent();
        return reader;
    }
}
