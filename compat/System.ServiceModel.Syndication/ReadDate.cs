using System.Xml;

namespace System.ServiceModel.Syndication;

/// <summary>A date, or the fault that reading it met; the fault comes up when the date is asked for.</summary>
internal readonly struct ReadDate
{
    private readonly DateTimeOffset _value;
    private readonly XmlException? _fault;

    public ReadDate(DateTimeOffset value) => _value = value;

    public ReadDate(XmlException fault) => _fault = fault;

    public DateTimeOffset Value => _fault is null ? _value : throw _fault;

    public ReadDate WithoutFault() => new(_value);
}
