using System.Collections;
using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace MimeKit;

/// <summary>Parameters of a Content-Type or Content-Disposition header, each name once.</summary>
public class ParameterList : IList<Parameter>
{
    private readonly List<Parameter> parameters = [];

    /// <summary>Creates an empty list.</summary>
    public ParameterList()
    {
    }

    internal Action? Changed { get; set; }

    /// <summary>The number of parameters.</summary>
    public int Count => parameters.Count;

    /// <summary>False.</summary>
    public bool IsReadOnly => false;

    /// <summary>The parameter at an index.</summary>
    public Parameter this[int index]
    {
        get => parameters[index];
        set
        {
            ArgumentNullException.ThrowIfNull(value);
            parameters[index].Changed -= OnParameterChanged;
            parameters[index] = value;
            value.Changed += OnParameterChanged;
            OnChanged();
        }
    }

    /// <summary>The value of a parameter, null if there is none. Setting changes or adds it.</summary>
    [DisallowNull]
    public string? this[string name]
    {
        get => IndexOf(name) is var index and >= 0 ? parameters[index].Value : null;
        set
        {
            ArgumentNullException.ThrowIfNull(value);
            if (IndexOf(name) is var index and >= 0)
                parameters[index].Value = value;
            else
                Add(name, value);
        }
    }

    /// <summary>Adds a parameter.</summary>
    /// <exception cref="ArgumentException">There is one of that name.</exception>
    public void Add(string name, string value) => Add(new Parameter(name, value));

    /// <summary>Adds a parameter.</summary>
    /// <exception cref="ArgumentException">There is one of that name.</exception>
    public void Add(Parameter param) => Insert(parameters.Count, param);

    /// <summary>Inserts a parameter.</summary>
    /// <exception cref="ArgumentException">There is one of that name.</exception>
    public void Insert(int index, Parameter param)
    {
        ArgumentNullException.ThrowIfNull(param);
        if (Contains(param.Name))
            throw new ArgumentException("A parameter of that name already exists.", nameof(param));
        parameters.Insert(index, param);
        param.Changed += OnParameterChanged;
        OnChanged();
    }

    /// <summary>Whether there is a parameter of the name.</summary>
    public bool Contains(string name) => IndexOf(name) >= 0;

    /// <summary>Whether the parameter is present.</summary>
    public bool Contains(Parameter param) => parameters.Contains(param);

    /// <summary>The index of the parameter of the name, or -1.</summary>
    public int IndexOf(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return parameters.FindIndex(parameter => parameter.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>The index of the parameter, or -1.</summary>
    public int IndexOf(Parameter param) => parameters.IndexOf(param);

    /// <summary>Removes the parameter of the name.</summary>
    public bool Remove(string name)
    {
        var index = IndexOf(name);
        if (index < 0)
            return false;
        RemoveAt(index);
        return true;
    }

    /// <summary>Removes the parameter.</summary>
    public bool Remove(Parameter param)
    {
        var index = parameters.IndexOf(param);
        if (index < 0)
            return false;
        RemoveAt(index);
        return true;
    }

    /// <summary>Removes the parameter at an index.</summary>
    public void RemoveAt(int index)
    {
        parameters[index].Changed -= OnParameterChanged;
        parameters.RemoveAt(index);
        OnChanged();
    }

    /// <summary>Removes every parameter.</summary>
    public void Clear()
    {
        foreach (var parameter in parameters)
            parameter.Changed -= OnParameterChanged;
        parameters.Clear();
        OnChanged();
    }

    /// <summary>Finds a parameter.</summary>
    public bool TryGetValue(string name, [NotNullWhen(true)] out Parameter? param)
    {
        param = IndexOf(name) is var index and >= 0 ? parameters[index] : null;
        return param is not null;
    }

    /// <summary>Finds the value of a parameter.</summary>
    public bool TryGetValue(string name, [NotNullWhen(true)] out string? value)
    {
        value = this[name];
        return value is not null;
    }

    /// <summary>Copies the parameters into an array.</summary>
    public void CopyTo(Parameter[] array, int arrayIndex) => parameters.CopyTo(array, arrayIndex);

    /// <summary>The parameters in their order.</summary>
    public IEnumerator<Parameter> GetEnumerator() => parameters.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>The parameters as text, each preceded by a semicolon.</summary>
    public override string ToString() => string.Concat(parameters.Select(parameter => "; " + parameter));

    internal void Encode(FormatOptions options, StringBuilder header, ref int lineLength)
    {
        foreach (var parameter in parameters)
            parameter.Encode(options, header, ref lineLength);
    }

    private void OnParameterChanged(Parameter parameter) => OnChanged();

    private void OnChanged() => Changed?.Invoke();
}
