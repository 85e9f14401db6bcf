using System.Globalization;
using System.Text;
using System.Xml;

namespace Lantai.Patrol.Reports;

/// <summary>The report as build servers read it: a suite for each check, a failed case for each finding, a passed one for a check without.</summary>
public static class JUnitReport
{
    public static void Write(PatrolReport report, IReadOnlyCollection<CheckRule> checks, Stream output)
    {
        using var xml = XmlWriter.Create(output, new XmlWriterSettings { Indent = true, Encoding = new UTF8Encoding(false) });
        var byCheck = report.Rows.ToLookup(finding => finding.Check);
        xml.WriteStartElement("testsuites");
        xml.WriteAttributeString("name", report.Site);
        xml.WriteAttributeString("tests", Text(checks.Sum(check => Math.Max(1, byCheck[check.Id].Count()))));
        xml.WriteAttributeString("failures", Text(report.Rows.Count));
        xml.WriteAttributeString("time", report.Elapsed.TotalSeconds.ToString("0.000", CultureInfo.InvariantCulture));
        foreach (var check in checks) Suite(xml, check, [.. byCheck[check.Id]]);
        xml.WriteEndElement();
    }

    private static void Suite(XmlWriter xml, CheckRule check, IReadOnlyList<Finding> findings)
    {
        xml.WriteStartElement("testsuite");
        xml.WriteAttributeString("name", $"{check.Id} {check.Title}");
        xml.WriteAttributeString("tests", Text(Math.Max(1, findings.Count)));
        xml.WriteAttributeString("failures", Text(findings.Count));
        if (findings.Count == 0) Case(xml, check, check.Title, null);
        foreach (var finding in findings)
            Case(xml, check, $"{finding.Page}{(finding.Place is { } place ? $":{place.Line}:{place.Column}" : "")}{(finding.Target is null ? "" : $" → {finding.Target}")}", finding);
        xml.WriteEndElement();
    }

    private static void Case(XmlWriter xml, CheckRule check, string name, Finding? finding)
    {
        xml.WriteStartElement("testcase");
        xml.WriteAttributeString("classname", check.Id);
        xml.WriteAttributeString("name", Clean(name));
        if (finding is not null)
        {
            xml.WriteStartElement("failure");
            xml.WriteAttributeString("type", JsonReport.Code(finding.Severity));
            xml.WriteAttributeString("message", Clean(FindingSheet.Message(finding.Message, finding.More)));
            xml.WriteString(Clean($"{finding.Stated}\n{finding.Evidence}"));
            xml.WriteEndElement();
        }
        xml.WriteEndElement();
    }

    /// <summary>Pages hold characters that XML may not.</summary>
    private static string Clean(string text) => string.Concat(text.Select(c => XmlConvert.IsXmlChar(c) || char.IsSurrogate(c) ? c : '\uFFFD'));

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
