#include "common/json/codec.h"

#include "gmock/gmock.h"
#include "google/protobuf/descriptor.pb.h"
#include "google/protobuf/dynamic_message.h"
#include "google/protobuf/struct.pb.h"
#include "google/protobuf/text_format.h"
#include "google/protobuf/util/json_util.h"
#include "google/protobuf/util/message_differencer.h"
#include "gtest/gtest.h"

namespace tancua::json {
namespace {

using google::protobuf::Message;
using google::protobuf::util::MessageDifferencer;

// Every kind of field there is.
constexpr char kFile[] = R"pb(
  name: "all.proto"
  package: "test"
  syntax: "proto3"
  dependency: "google/protobuf/timestamp.proto"
  dependency: "google/protobuf/duration.proto"
  dependency: "google/protobuf/field_mask.proto"
  dependency: "google/protobuf/struct.proto"
  dependency: "google/protobuf/wrappers.proto"
  enum_type {
    name: "Colour"
    value { name: "COLOUR_UNSPECIFIED" number: 0 }
    value { name: "RED" number: 1 }
  }
  message_type {
    name: "All"
    oneof_decl { name: "choice" }
    nested_type {
      name: "CountsEntry"
      options { map_entry: true }
      field { name: "key" number: 1 label: LABEL_OPTIONAL type: TYPE_STRING }
      field { name: "value" number: 2 label: LABEL_OPTIONAL type: TYPE_INT64 }
    }
    nested_type {
      name: "ByNumberEntry"
      options { map_entry: true }
      field { name: "key" number: 1 label: LABEL_OPTIONAL type: TYPE_INT32 }
      field {
        name: "value"
        number: 2
        label: LABEL_OPTIONAL
        type: TYPE_MESSAGE
        type_name: ".test.All"
      }
    }
    field { name: "an_int32" json_name: "anInt32" number: 1 label: LABEL_OPTIONAL type: TYPE_INT32 }
    field { name: "an_int64" json_name: "anInt64" number: 2 label: LABEL_OPTIONAL type: TYPE_INT64 }
    field {
      name: "a_uint32"
      json_name: "aUint32"
      number: 3
      label: LABEL_OPTIONAL
      type: TYPE_UINT32
    }
    field {
      name: "a_uint64"
      json_name: "aUint64"
      number: 4
      label: LABEL_OPTIONAL
      type: TYPE_UINT64
    }
    field {
      name: "a_double"
      json_name: "aDouble"
      number: 5
      label: LABEL_OPTIONAL
      type: TYPE_DOUBLE
    }
    field { name: "a_float" json_name: "aFloat" number: 6 label: LABEL_OPTIONAL type: TYPE_FLOAT }
    field { name: "a_bool" json_name: "aBool" number: 7 label: LABEL_OPTIONAL type: TYPE_BOOL }
    field { name: "a_text" json_name: "aText" number: 8 label: LABEL_OPTIONAL type: TYPE_STRING }
    field {
      name: "some_bytes"
      json_name: "someBytes"
      number: 9
      label: LABEL_OPTIONAL
      type: TYPE_BYTES
    }
    field {
      name: "colour"
      number: 10
      label: LABEL_OPTIONAL
      type: TYPE_ENUM
      type_name: ".test.Colour"
    }
    field {
      name: "child"
      number: 11
      label: LABEL_OPTIONAL
      type: TYPE_MESSAGE
      type_name: ".test.All"
    }
    field { name: "numbers" number: 12 label: LABEL_REPEATED type: TYPE_SINT32 }
    field {
      name: "children"
      number: 13
      label: LABEL_REPEATED
      type: TYPE_MESSAGE
      type_name: ".test.All"
    }
    field {
      name: "counts"
      number: 14
      label: LABEL_REPEATED
      type: TYPE_MESSAGE
      type_name: ".test.All.CountsEntry"
    }
    field {
      name: "by_number"
      json_name: "byNumber"
      number: 15
      label: LABEL_REPEATED
      type: TYPE_MESSAGE
      type_name: ".test.All.ByNumberEntry"
    }
    field { name: "left" number: 16 label: LABEL_OPTIONAL type: TYPE_STRING oneof_index: 0 }
    field { name: "right" number: 17 label: LABEL_OPTIONAL type: TYPE_INT32 oneof_index: 0 }
    field {
      name: "time"
      number: 18
      label: LABEL_OPTIONAL
      type: TYPE_MESSAGE
      type_name: ".google.protobuf.Timestamp"
    }
    field {
      name: "span"
      number: 19
      label: LABEL_OPTIONAL
      type: TYPE_MESSAGE
      type_name: ".google.protobuf.Duration"
    }
    field {
      name: "mask"
      number: 20
      label: LABEL_OPTIONAL
      type: TYPE_MESSAGE
      type_name: ".google.protobuf.FieldMask"
    }
    field {
      name: "form"
      number: 21
      label: LABEL_OPTIONAL
      type: TYPE_MESSAGE
      type_name: ".google.protobuf.Struct"
    }
    field {
      name: "any_value"
      json_name: "anyValue"
      number: 22
      label: LABEL_OPTIONAL
      type: TYPE_MESSAGE
      type_name: ".google.protobuf.Value"
    }
    field {
      name: "maybe"
      number: 23
      label: LABEL_OPTIONAL
      type: TYPE_MESSAGE
      type_name: ".google.protobuf.Int64Value"
    }
    field { name: "texts" number: 24 label: LABEL_REPEATED type: TYPE_STRING }
  }
)pb";

class CodecTest : public ::testing::Test {
 protected:
  CodecTest() : pool_(google::protobuf::DescriptorPool::generated_pool()) {
    google::protobuf::Struct::descriptor();  // links what the file depends on
    google::protobuf::FileDescriptorProto file;
    EXPECT_TRUE(google::protobuf::TextFormat::ParseFromString(kFile, &file));
    for (const auto& dependency : file.dependency()) {
      EXPECT_NE(google::protobuf::DescriptorPool::generated_pool()->FindFileByName(dependency),
                nullptr);
    }
    const auto* built = pool_.BuildFile(file);
    all_ = built->FindMessageTypeByName("All");
    factory_.SetDelegateToGeneratedFactory(true);
    EXPECT_TRUE(codec_.Add(*all_).ok());
  }

  std::unique_ptr<Message> New() {
    return std::unique_ptr<Message>(factory_.GetPrototype(all_)->New());
  }
  Fault Parse(std::string_view text) { return codec_.Parse(text, *New()); }
  std::string Print(const Message& message) {
    std::string out;
    codec_.Print(message, out);
    return out;
  }

  google::protobuf::DescriptorPool pool_;
  google::protobuf::DynamicMessageFactory factory_;
  const google::protobuf::Descriptor* all_ = nullptr;
  Codec codec_;
};

constexpr const char* kTexts[] = {
    R"({})",
    R"( { "anInt32" : -7 , "an_int64":"9007199254740993", "aUint32":4294967295 } )",
    R"({"aUint64":"18446744073709551615","aDouble":0.1,"aFloat":1.5,"aBool":true})",
    R"({"anInt32":1e3,"anInt64":2.0,"aDouble":"-Infinity","aFloat":"NaN"})",
    R"({"aDouble":1.7976931348623157e308,"numbers":[1,-2,"3"]})",
    R"({"aText":"Nguy\u1ec5n \"\\\/\b\f\n\r\t \ud83d\ude00 Đức","someBytes":"aGk/Pz8="})",
    R"({"someBytes":"aGk_Pz8","colour":"RED","texts":["","b"]})",
    R"({"colour":1,"child":{"child":{"aText":"x"}},"children":[{},{"colour":"RED"}]})",
    R"({"counts":{"a":"1","b":2},"byNumber":{"7":{"aBool":true}}})",
    R"({"left":""})",
    R"({"right":5,"aText":null,"children":null,"time":null})",
    R"({"time":"2026-11-22T09:00:00.120+07:00","span":"-1.5s","mask":"aText,child.anInt32"})",
    R"({"time":"0001-01-01T00:00:00Z","span":"315576000000s"})",
    R"({"form":{"a":1,"b":[true,null,"x",{"c":{}}],"d":-1.25e-7},"anyValue":null,"maybe":"5"})",
};

TEST_F(CodecTest, ReadsWhatLibprotobufReads) {
  for (const char* text : kTexts) {
    auto ours = New();
    auto theirs = New();
    const Fault fault = codec_.Parse(text, *ours);
    ASSERT_FALSE(fault) << text << " at " << fault.offset << " in " << fault.field;
    const auto status = google::protobuf::util::JsonStringToMessage(text, theirs.get());
    ASSERT_TRUE(status.ok()) << text << status.ToString();
    MessageDifferencer differencer;
    differencer.set_float_comparison(MessageDifferencer::EXACT);
    differencer.set_message_field_comparison(MessageDifferencer::EQUAL);
    std::string difference;
    differencer.ReportDifferencesToString(&difference);
    google::protobuf::util::DefaultFieldComparator comparator;
    comparator.set_treat_nan_as_equal(true);
    differencer.set_field_comparator(&comparator);
    EXPECT_TRUE(differencer.Compare(*theirs, *ours)) << text << "\n" << difference;
  }
}

TEST_F(CodecTest, WritesWhatLibprotobufReadsBack) {
  for (const char* text : kTexts) {
    auto message = New();
    ASSERT_FALSE(codec_.Parse(text, *message));
    const std::string printed = Print(*message);
    auto theirs = New();
    ASSERT_TRUE(google::protobuf::util::JsonStringToMessage(printed, theirs.get()).ok()) << printed;
    EXPECT_EQ(theirs->SerializeAsString().size(), message->SerializeAsString().size()) << printed;
    auto ours = New();
    ASSERT_FALSE(codec_.Parse(printed, *ours));
    EXPECT_EQ(Print(*ours), printed);
  }
}

TEST_F(CodecTest, WritesTheSameBytesAsLibprotobufWhereNothingIsUnordered) {
  for (const char* text : {kTexts[0], kTexts[1], kTexts[5], kTexts[7], kTexts[9], kTexts[11]}) {
    auto message = New();
    ASSERT_FALSE(codec_.Parse(text, *message));
    std::string theirs;
    ASSERT_TRUE(google::protobuf::util::MessageToJsonString(*message, &theirs).ok());
    EXPECT_EQ(Print(*message), theirs);
  }
}

TEST_F(CodecTest, NamesTheFieldThatIsWrong) {
  struct Case {
    const char* text;
    Fault::Kind kind;
    const char* field;
  };
  using enum Fault::Kind;
  for (const Case& c : {
           Case{R"({"nope":1})", kUnknownField, "nope"},
           Case{R"({"children":[{},{"child":{"nope":1}}]})", kUnknownField,
                "children[1].child.nope"},
           Case{R"({"anInt32":"x"})", kBadValue, "anInt32"},
           Case{R"({"an_int32":2147483648})", kBadValue, "an_int32"},
           Case{R"({"anInt32":1.5})", kBadValue, "anInt32"},
           Case{R"({"aText":1})", kBadValue, "aText"},
           Case{R"({"aBool":"true"})", kBadValue, "aBool"},
           Case{R"({"colour":"GREEN"})", kBadValue, "colour"},
           Case{R"({"colour":true})", kBadValue, "colour"},
           Case{R"({"numbers":[1,"x"]})", kBadValue, "numbers[1]"},
           Case{R"({"numbers":1})", kBadValue, "numbers"},
           Case{R"({"child":[]})", kBadValue, "child"},
           Case{R"({"time":"2026-02-30T00:00:00Z"})", kBadValue, "time"},
           Case{R"({"time":"2026-02-03"})", kBadValue, "time"},
           Case{R"({"someBytes":"***"})", kBadValue, "someBytes"},
           Case{R"({"aDouble":1e999})", kBadValue, "aDouble"},
           Case{R"({"aText":"a","a_text":"b"})", kDuplicate, "a_text"},
           Case{R"({"left":"a","right":1})", kDuplicate, "right"},
           Case{R"({"form":{"x":1,"y":{"z":1,"z":2}}})", kDuplicate, "form.y.z"},
           Case{R"({"aText":"a)", kMalformed, "aText"},
       }) {
    const Fault fault = Parse(c.text);
    EXPECT_EQ(fault.kind, c.kind) << c.text;
    EXPECT_EQ(fault.field, c.field) << c.text;
  }
}

TEST_F(CodecTest, RefusesWhatIsNoJson) {
  for (std::string text : {"",
                           " ",
                           "{",
                           "}",
                           "[]",
                           "null",
                           "1",
                           "{}x",
                           "{\"aText\"}",
                           "{\"aText\":}",
                           "{,}",
                           "{\"aText\":\"a\",}",
                           "{'aText':1}",
                           "{\"anInt32\":01}",
                           "{\"anInt32\":+1}",
                           "{\"anInt32\":.5}",
                           "{\"aText\":\"\x01\"}",
                           "{\"aText\":\"\\x\"}",
                           "{\"aText\":\"\\ud800\"}",
                           "{\"aText\":\"\xff\"}",
                           "{\"aText\":\"\xc0\x80\"}",
                           "{\"form\":{\"a\":tru}}",
                           "{\"form\":{\"a\":NaN}}",
                           "{\"numbers\":[1,]}"}) {
    EXPECT_EQ(Parse(text).kind, Fault::Kind::kMalformed) << text;
  }
}

TEST_F(CodecTest, RefusesNestingThatWouldExhaustTheStack) {
  std::string text = R"({"form":{"a":)";
  for (int i = 0; i < 100'000; ++i) text += "[";
  EXPECT_EQ(Parse(text).kind, Fault::Kind::kMalformed);
}

TEST_F(CodecTest, WritesTextThatABrowserCannotTakeForHtml) {
  auto message = New();
  message->GetReflection()->SetString(message.get(), all_->FindFieldByName("a_text"),
                                      "<script>\x01\"");
  EXPECT_EQ(Print(*message), R"({"aText":"\u003cscript\u003e\u0001\""})");
}

TEST_F(CodecTest, SetsFieldsFromQueryText) {
  auto message = New();
  const auto set = [&](const char* name, std::string_view text) {
    return Codec::SetText(*message, *all_->FindFieldByName(name), text);
  };
  EXPECT_TRUE(set("an_int64", "5"));
  EXPECT_TRUE(set("colour", "RED"));
  EXPECT_TRUE(set("a_bool", "true"));
  EXPECT_TRUE(set("numbers", "1"));
  EXPECT_TRUE(set("numbers", "2"));
  EXPECT_TRUE(set("time", "2026-11-22T00:00:00Z"));
  EXPECT_FALSE(set("a_bool", "yes"));
  EXPECT_FALSE(set("a_text", "\xff"));
  EXPECT_FALSE(set("child", "x"));
  EXPECT_FALSE(set("form", "{}"));
}

}  // namespace
}  // namespace tancua::json
