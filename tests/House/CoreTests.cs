using System.Collections;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using AdviceBot.Core;
using Xunit;

namespace AdviceBot.Tests.House;

/// <summary>What holds for everything in bot/Core.</summary>
public partial class CoreTests
{
    // Rooms that know more than the root values and Content, and why.
    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["Content"] = ["Dates", "Keeping", "Signposting", "Understanding"], // a library is made of all that content files hold
        ["Keeping"] = ["Dates", "Signposting"], // a paper holds key dates and the people to turn to
        ["Search"] = ["Sentences"], // what words mean is read from the numbers of sentences
        ["Signposting"] = ["Dates"], // hours are London hours on working days
        ["Understanding"] = ["Dates", "Search", "Sentences"], // people say days in words; a question is what search finds; danger is read in sentences
    };

    private static readonly Assembly Core = typeof(Engine).Assembly;

    [Fact]
    public void Core_refers_only_to_the_base_class_library() =>
        Assert.All(Core.GetReferencedAssemblies(), a => Assert.StartsWith("System.", a.Name, StringComparison.Ordinal));

    [Fact]
    public void Nothing_public_in_Core_can_be_changed_after_it_is_made()
    {
        List<string> open = [];
        foreach (Type type in Core.GetExportedTypes())
        {
            open.AddRange(type.GetFields(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly)
                .Where(f => !f.IsInitOnly && !f.IsLiteral && !type.IsEnum).Select(f => $"{type.Name}.{f.Name} can be set"));
            foreach (PropertyInfo property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly))
            {
                if (property.SetMethod is { IsPublic: true } set && !set.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit)))
                {
                    open.Add($"{type.Name}.{property.Name} can be set");
                }

                if (Changeable(property.PropertyType) is { } inside)
                {
                    open.Add($"{type.Name}.{property.Name} holds a {inside.Name}, which can be changed");
                }
            }
        }

        Assert.True(open.Count == 0, string.Join('\n', open));
    }

    [Fact]
    public void Each_room_knows_only_the_root_values_and_Content()
    {
        string root = Path.Combine(RealBot.Root, "bot", "Core");
        List<string> strangers = [];
        foreach (string room in Directory.EnumerateDirectories(root).Select(d => Path.GetFileName(d)!).Except(["bin", "obj"]))
        {
            foreach (string file in Directory.EnumerateFiles(Path.Combine(root, room), "*.cs", SearchOption.AllDirectories))
            {
                strangers.AddRange(Room().Matches(File.ReadAllText(file)).Select(m => m.Groups[1].Value)
                    .Where(known => known != room && known != "Content" && !Allowed.GetValueOrDefault(room, []).Contains(known))
                    .Select(known => $"{Path.GetRelativePath(root, file)} uses {known}"));
            }
        }

        Assert.True(strangers.Count == 0, string.Join('\n', strangers));
    }

    [Fact]
    public void No_exception_for_a_room_stands_there_in_vain()
    {
        string root = Path.Combine(RealBot.Root, "bot", "Core");
        foreach ((string room, string[] known) in Allowed)
        {
            string text = string.Concat(Directory.EnumerateFiles(Path.Combine(root, room), "*.cs", SearchOption.AllDirectories).Select(File.ReadAllText));
            Assert.All(known, k => Assert.Contains($"using AdviceBot.Core.{k};", text, StringComparison.Ordinal));
        }
    }

    [Fact]
    public void Every_reply_kind_is_shown_by_every_channel()
    {
        string channels = Path.Combine(RealBot.Root, "bot", "Host", "Channels");
        string[] kinds = [.. typeof(Reply).GetNestedTypes().Where(t => t.IsSubclassOf(typeof(Reply))).Select(t => t.Name)];
        Assert.True(kinds.Length >= 10);
        foreach (string channel in new[] { "Console", "WebPage" })
        {
            string text = string.Concat(Directory.EnumerateFiles(Path.Combine(channels, channel), "*.*", SearchOption.AllDirectories).Select(File.ReadAllText));
            Assert.All(kinds, kind => Assert.Matches($@"\bReply\.{kind}\b", text));
        }
    }

    [Fact]
    public void Every_kind_of_message_can_be_sent_by_the_page()
    {
        string reader = File.ReadAllText(Path.Combine(RealBot.Root, "bot", "Host", "Channels", "WebPage", "WebPageReader.cs"));
        Assert.All(
            typeof(Message).GetNestedTypes().Where(t => t.IsSubclassOf(typeof(Message))),
            t => Assert.Matches($@"\bMessage\.{t.Name}\(", reader));
    }

    // A collection that can be changed, anywhere inside a type; null when there is none.
    private static Type? Changeable(Type type)
    {
        if (type.IsArray || (type.IsGenericType && type.GetGenericTypeDefinition() is var made
            && (made == typeof(List<>) || made == typeof(Dictionary<,>) || made == typeof(HashSet<>) || made == typeof(SortedDictionary<,>)
                || made == typeof(IList<>) || made == typeof(ICollection<>) || made == typeof(IDictionary<,>) || made == typeof(ISet<>)))
            || type == typeof(IList) || type == typeof(IDictionary))
        {
            return type;
        }

        return type.GetGenericArguments().Select(Changeable).FirstOrDefault(t => t is not null);
    }

    [GeneratedRegex(@"^using (?:static )?AdviceBot\.Core\.(\w+)", RegexOptions.Multiline)]
    private static partial Regex Room();
}
