using System.Reflection;
using Xunit;
using Xunit.Sdk;

namespace AdviceBot.Browser;

/// <summary>A fact that needs Chromium, and is skipped with the reason where there is none.</summary>
public sealed class BrowserFactAttribute : FactAttribute
{
    /// <summary>Skips it where there is no browser.</summary>
    public BrowserFactAttribute() => Skip = Programs.WhyNoChromium;
}

/// <summary>A theory that needs Chromium, and is skipped with the reason where there is none.</summary>
public sealed class BrowserTheoryAttribute : TheoryAttribute
{
    /// <summary>Skips it where there is no browser.</summary>
    public BrowserTheoryAttribute() => Skip = Programs.WhyNoChromium;
}

/// <summary>Runs a theory in Firefox, or in WebKit, with or without script; skipped with the reason where there is none.</summary>
/// <param name="make">Which.</param>
/// <param name="script">Whether pages may run theirs.</param>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public sealed class InAttribute(Make make, bool script) : DataAttribute
{
    /// <inheritdoc/>
    public override string? Skip => Programs.WhyNo(make);

    /// <inheritdoc/>
    public override IEnumerable<object[]> GetData(MethodInfo testMethod) => [[make, script]];
}
